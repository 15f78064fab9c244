#pragma once

#include <QList>
#include <QWidget>

class QButtonGroup;

namespace keywright {

struct Choice
{
    QString id;
    QString title;
    QString explanation = {};

    bool operator==(const Choice &) const = default;
};

/// A few cards of which one is chosen, side by side: radio buttons to keyboard and screen reader
/// (arrow keys move).
class ChoiceCards : public QWidget
{
    Q_OBJECT
public:
    explicit ChoiceCards(QWidget *parent = nullptr);

    /// The first choice is chosen. Replaces what was there.
    void setChoices(const QList<Choice> &choices);
    QString current() const;
    void setCurrent(const QString &id);

Q_SIGNALS:
    void currentChanged(const QString &id);

private:
    QButtonGroup *m_group;
    QList<Choice> m_choices;
};

} // namespace keywright
