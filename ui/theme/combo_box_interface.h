#pragma once

#include <QAccessibleWidget>

class QComboBox;

namespace keywright {

/// A combo box whose accessible name is the one it was given.
///
/// On Linux, Qt's own interface gives the chosen text as the name, so nobody could ask for the
/// field by its label.
class ComboBoxInterface : public QAccessibleWidget
{
public:
    explicit ComboBoxInterface(QComboBox *box);

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QString text(QAccessible::Text kind) const override;

    QStringList actionNames() const override;
    void doAction(const QString &actionName) override;

private:
    QComboBox *box() const;
};

} // namespace keywright
