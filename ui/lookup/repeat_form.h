#pragma once

#include "core/workbench/repeated_lookup.h"

#include <QWidget>

class QComboBox;
class QSettings;
class QSpinBox;

namespace keywright {

class FormField;

/// How often a lookup is to be repeated: so many times or for so long, and so many at a time.
/// Remembers what was started last.
class RepeatForm : public QWidget
{
    Q_OBJECT
public:
    /// `settings` must outlive the form.
    explicit RepeatForm(QSettings &settings, QWidget *parent = nullptr);

    /// A plan without a request.
    RepeatPlan plan() const;
    void remember();
    /// Says beside its field what is wrong. False when the error is about no field of this form.
    bool showProblem(const Error &error);
    void focusFirst();

Q_SIGNALS:
    void startRequested();
    void closeRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isForTime() const;
    void showExtent();
    void recall();

    QSettings &m_settings;
    QComboBox *m_extent;
    QSpinBox *m_times;
    QSpinBox *m_seconds;
    QSpinBox *m_concurrency;
    FormField *m_timesField;
    FormField *m_secondsField;
    FormField *m_concurrencyField;
};

} // namespace keywright
