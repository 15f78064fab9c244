#pragma once

#include "core/workbench/batch_output.h"
#include "ui/widgets/card.h"

class QLineEdit;
class QSpinBox;

namespace keywright {

class FormField;
class SavePathChooser;

/// Where the results of a batch go, and how fast it is run.
class BatchOutputCard : public Card
{
    Q_OBJECT
public:
    /// `chooser` must outlive the card.
    explicit BatchOutputCard(SavePathChooser &chooser, QWidget *parent = nullptr);

    /// Beside the input, until the person names another place.
    void suggestFor(const QString &inputPath);
    QString path() const;
    /// Says what is at path() already.
    void showPlace(OutputPlace place);
    /// The service takes only one row in a call.
    void setSingly(bool singly);
    BatchOptions options() const;

Q_SIGNALS:
    void pathChanged();

private:
    QWidget *buildLimits();
    void choose();

    SavePathChooser &m_chooser;
    QLineEdit *m_path;
    FormField *m_pathField;
    QSpinBox *m_concurrency;
    QSpinBox *m_rowsPerCall;
    FormField *m_rowsField;
    bool m_isSuggested = true;
};

} // namespace keywright
