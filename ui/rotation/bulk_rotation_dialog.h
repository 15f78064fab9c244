#pragma once

#include "core/base/cancel.h"
#include "core/rotation/bulk_rotation.h"
#include "ui/rotation/rotation_dialog.h"

class QTableView;

namespace keywright {

class BulkOptionsView;
class BulkTableModel;

/// Rotates a selection of accounts: first the plan for each of them, then one after the other with
/// what becomes of it, and a report at the end. The old secrets stay unless they are to be retired.
class BulkRotationDialog : public DialogFrame
{
    Q_OBJECT
public:
    BulkRotationDialog(
        const RotationServices &services, QList<BulkAccount> accounts, QWidget *parent);
    ~BulkRotationDialog() override;

    /// Opens, and makes the plan.
    void begin();
    bool mayClose() override;

protected:
    void escape() override;

private:
    enum class Stage { Planning, Planned, Running, Over };

    void build();
    void buildTable();
    void load();
    void showPlan(const Result<QList<BulkEntry>> &plan);
    void addProofs();
    std::optional<LookupRequest>
    proofFor(const BulkEntry &entry, const QList<RememberedLookup> &lookups) const;
    void showChoice();
    void showText();
    void setStage(Stage stage);
    void act();
    void run();
    BulkControls controls();
    void follow(qsizetype place, const BulkResult &result);
    void showReport(const QList<BulkResult> &results);
    QString reportText() const;
    void stop();
    void continueFailed();
    void showContinued();
    void chooseReport();
    void writeReport(const QString &path, bool overwrite);
    void tell(const Error &error);

    RotationServices m_services;
    BulkRotation m_bulk;
    QList<BulkAccount> m_accounts;
    QList<BulkEntry> m_plan; ///< with all that could be chosen
    BulkTableModel *m_model;
    BulkOptionsView *m_options;
    Banner *m_banner;
    LoadingState *m_loading;
    QLabel *m_progress;
    QTableView *m_table;
    QLabel *m_text; ///< of the current row, whole
    QPushButton *m_save;
    QPushButton *m_close;
    QPushButton *m_next;
    Stage m_stage = Stage::Planning;
    CancelSource m_cancel;
    CancelSource m_stop;
    std::optional<BulkResult> m_onlyHere; ///< its secret is nowhere else
    qsizetype m_onlyHerePlace = 0;
};

} // namespace keywright
