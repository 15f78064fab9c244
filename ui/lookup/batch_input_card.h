#pragma once

#include "core/workbench/batch_check.h"
#include "ui/lookup/lookup_form.h"
#include "ui/widgets/card.h"

#include <QBasicTimer>

class QLineEdit;
class QPushButton;

namespace keywright {

class BatchMappingModel;
class BatchMappingTable;
class FormField;
class OpenPathChooser;

/// Which CSV file is looked up, where its columns go, and whether its rows fit.
class BatchInputCard : public Card
{
    Q_OBJECT
public:
    /// `chooser` must outlive the card.
    explicit BatchInputCard(OpenPathChooser &chooser, QWidget *parent = nullptr);

    void setPath(const QString &path);
    void setTarget(const BatchTarget &target);

    /// The file that is shown; null when there is none.
    const std::shared_ptr<BatchInput> &file() const { return m_file; }
    const QList<BatchColumn> &columns() const;
    /// Whether the columns give all that is needed and every row has been read.
    bool isReady() const;
    qint64 rows() const { return m_check->report().rows; }

Q_SIGNALS:
    /// Another file is shown, or none.
    void fileChanged();
    /// isReady() or columns() may have changed.
    void changed();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void choose();
    void openFile();
    void check();
    void startCheck();
    void showReport();
    void say(Tone tone, const QString &text, const QStringList &details = {});
    QString givenText() const;

    OpenPathChooser &m_chooser;
    QLineEdit *m_path;
    FormField *m_pathField;
    BatchMappingModel *m_model;
    BatchMappingTable *m_table;
    QLabel *m_given;
    QLabel *m_note;
    QLabel *m_details;
    BatchCheck *m_check;
    QBasicTimer m_typing;
    std::shared_ptr<BatchInput> m_file;
    BatchTarget m_target;
    std::optional<QList<BatchColumn>> m_checked; ///< with which the rows are or were read
};

} // namespace keywright
