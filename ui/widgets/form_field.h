#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace keywright {

/// A labelled editor with room for an error below: label, optional type, editor, error.
///
/// The label is the editor's accessible name, the error (or the hint) its accessible description,
/// and an invalid editor has a border in the bad colour. The field takes the editor.
class FormField : public QWidget
{
    Q_OBJECT
public:
    FormField(const QString &label, QWidget *editor, QWidget *parent = nullptr);

    QWidget *editor() const { return m_editor; }
    /// Says beside the label what kind of value is wanted: "int64".
    void setTypeText(const QString &text);
    /// Puts a small widget at the far end of the label's line, such as a check box. The field takes
    /// it.
    void setCornerWidget(QWidget *widget);
    /// A line below the editor while there is no error: muted, or in the colour of `tone` when it
    /// is worth a look; screen readers then speak it.
    void setHint(const QString &text, Tone tone = Tone::Neutral);
    QString hint() const { return m_hint; }

    /// A plain sentence; it stays until clearError() and nothing typed is touched.
    void setError(const QString &text);
    void clearError();
    bool hasError() const;
    QString error() const;

private:
    void showMessage();

    QHBoxLayout *m_names;
    QLabel *m_label;
    QLabel *m_type;
    QLabel *m_message;
    QWidget *m_editor;
    QString m_hint;
    Tone m_hintTone = Tone::Neutral;
    QString m_error;
};

} // namespace keywright
