#pragma once

#include "ui/widgets/dialog_frame.h"

#include <QStringList>

class QLineEdit;

namespace keywright {

class FormField;

/// Asks for the name of a saved lookup.
class SavedNameDialog : public DialogFrame
{
    Q_OBJECT
public:
    enum class Taken {
        Replace, ///< a name that exists may be given: the other one is replaced
        Refuse   ///< a name that exists is refused
    };

    /// `others` are the names of the other saved lookups.
    SavedNameDialog(
        const QString &title, const QString &name, const QStringList &others, Taken taken,
        QWidget *parent);

Q_SIGNALS:
    void chosen(const QString &name);

private:
    void check();
    void choose();

    QStringList m_others;
    Taken m_taken;
    QLineEdit *m_name;
    FormField *m_field;
    QPushButton *m_save;
};

} // namespace keywright
