// What the dialog for several accounts does: the run, and what is left at its end.

#include "core/base/deliver.h"
#include "core/rotation/bulk_report.h"
#include "core/transfer/export_file.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/dialogs/save_path_chooser.h"
#include "ui/rotation/bulk_options_view.h"
#include "ui/rotation/bulk_rotation_dialog.h"
#include "ui/rotation/bulk_table_model.h"
#include "ui/widgets/banner.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace keywright {

void BulkRotationDialog::act()
{
    if (!m_options->retires())
        return run();
    ConfirmRequest request;
    request.title = tr("Retire the old ones at once?");
    request.sentence =
        tr("Each new one has to prove itself first. Nobody is asked whether every program has it: "
           "whatever still uses an old one is refused.");
    request.actionText = tr("Rotate and retire");
    request.destructive = true;
    confirm(request, this, this, [this] { run(); });
}

BulkControls BulkRotationDialog::controls()
{
    const QPointer<BulkRotationDialog> self = this;
    const QPointer<RotationDesk> desk = &m_services.desk;
    BulkControls controls;
    controls.agreed = m_options->agreed();
    controls.retirement = m_options->retires() ? Retirement::Deactivate : Retirement::Later;
    controls.goesOnAfterFailure = m_options->goesOnAfterFailure();
    controls.stop = m_stop.token();
    controls.changed = [self, desk](qsizetype place, const BulkResult &result) {
        const bool isEnd = result.state != BulkState::Running && result.rotation.id != 0;
        if (desk && isEnd)
            desk->wentOn(result.rotation);
        else if (desk)
            desk->reload();
        if (self)
            self->follow(place, result);
    };
    controls.refused = [self](const PendingRefusal &refusal) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(refusal.timeLeft).count();
        if (self)
            self->m_progress->setText(
                tr("A new secret is not in effect yet; it is tried again for up to %1 s")
                    .arg(left));
    };
    return controls;
}

void BulkRotationDialog::run()
{
    QList<BulkEntry> plan = m_model->plan();
    if (!m_options->apply(plan))
        return;
    m_banner->dismiss();
    m_cancel = CancelSource();
    m_stop = CancelSource();
    BulkControls wanted = controls();
    setStage(Stage::Running);
    m_table->setFocus(Qt::OtherFocusReason);
    deliver(
        m_bulk.run(std::move(plan), std::move(wanted), m_cancel.token()), this,
        [this](const Result<QList<BulkResult>> &results) { showReport(*results); });
}

void BulkRotationDialog::follow(qsizetype place, const BulkResult &result)
{
    m_model->setResult(place, result);
    if (result.state != BulkState::Running)
        return;
    const int left = m_model->count(BulkState::Waiting);
    const int out = m_model->count(BulkState::LeftOut);
    const auto total = m_model->rowCount() - out;
    m_progress->setText(
        tr("%1 of %2: %3")
            .arg(QString::number(total - left), QString::number(total), result.account.name));
    if (result.rotation.id == 0)
        m_table->selectRow(static_cast<int>(place));
}

void BulkRotationDialog::stop()
{
    m_stop.cancel();
    m_close->setText(tr("Stopping…"));
    m_close->setAccessibleName(m_close->text());
    m_close->setEnabled(false);
}

QString BulkRotationDialog::reportText() const
{
    QStringList parts;
    const auto add = [this, &parts](BulkState state, const QString &text) {
        if (const int number = m_model->count(state))
            parts.append(text.arg(number));
    };
    add(BulkState::Done, tr("%1 rotated"));
    add(BulkState::Failed, tr("%1 failed"));
    add(BulkState::NotReached, tr("%1 not reached"));
    add(BulkState::LeftOut, tr("%1 left out"));
    return parts.join(QStringLiteral(", "));
}

void BulkRotationDialog::showReport(const QList<BulkResult> &results)
{
    setStage(Stage::Over);
    m_progress->setText(reportText());
    const auto failed =
        std::find_if(results.cbegin(), results.cend(), [](const BulkResult &result) {
            return result.state == BulkState::Failed;
        });
    const auto onlyHere =
        std::find_if(results.cbegin(), results.cend(), [](const BulkResult &result) {
            return result.onlyHere != nullptr;
        });
    if (onlyHere != results.cend()) {
        m_onlyHere = *onlyHere;
        m_onlyHerePlace = onlyHere - results.cbegin();
        mayClose();
    } else if (failed != results.cend()) {
        tell(*failed->problem);
    } else if (m_model->count(BulkState::NotReached) > 0) {
        m_banner->showMessage(Tone::Neutral, tr("It was stopped. The rest is as it was."));
    } else {
        m_banner->showMessage(
            Tone::Ok, tr("Every new one is in the keychain, and the server accepts it."),
            m_options->retires() ? QString()
                                 : tr("Hand them over: each account offers to continue."));
    }
    const auto shown = failed == results.cend() ? 0 : failed - results.cbegin();
    m_table->selectRow(static_cast<int>(shown));
    m_close->setFocus(Qt::OtherFocusReason);
}

/// With the guided rotation of the one account, which does not close before its secret is safe.
void BulkRotationDialog::continueFailed()
{
    if (!m_onlyHere)
        return;
    const Rotation rotation = m_onlyHere->rotation;
    ServiceAccount account;
    account.id = rotation.accountId;
    account.name = rotation.accountName;
    account.type = rotation.replacesAccount() ? AccountType::ApiKey : AccountType::OAuth;
    auto *dialog = new RotationDialog(m_services, m_onlyHere->account.session, account, this);
    dialog->takeInHand(m_onlyHere->onlyHere);
    connect(dialog, &DialogFrame::finished, this, &BulkRotationDialog::showContinued);
    dialog->begin();
}

/// What has become of it meanwhile.
void BulkRotationDialog::showContinued()
{
    BulkResult result = *std::exchange(m_onlyHere, std::nullopt);
    m_banner->dismiss();
    result.onlyHere.reset();
    const auto now = m_services.desk.rotations().rotation(result.rotation.id);
    if (!now)
        return tell(now.error());
    result.rotation = *now;
    if (now->step >= RotationStep::Proved && now->step != RotationStep::Abandoned) {
        result.state = BulkState::Done;
        result.problem.reset();
    }
    m_model->setResult(m_onlyHerePlace, result);
    m_progress->setText(reportText());
}

void BulkRotationDialog::chooseReport()
{
    SavePathRequest request;
    request.title = tr("Save report");
    request.suggestedName = QStringLiteral("rotations.csv");
    request.nameFilter = tr("CSV (*.csv)");
    request.suffix = QStringLiteral("csv");
    m_services.files.choose(
        this, request, [this](const QString &path) { writeReport(path, false); });
}

void BulkRotationDialog::writeReport(const QString &path, bool overwrite)
{
    const auto written = writeTextFile(path, bulkReportCsv(m_model->results()), overwrite);
    if (written)
        return m_banner->showMessage(
            Tone::Ok, tr("The report was saved to %1; it holds no secret.")
                          .arg(QDir::toNativeSeparators(path)));
    if (written.error().kind != ErrorKind::Conflict || overwrite)
        return tell(written.error());
    ConfirmRequest request;
    request.title = tr("Replace the file?");
    request.sentence = written.error().message;
    request.actionText = tr("Replace");
    request.destructive = true;
    confirm(request, this, this, [this, path] { writeReport(path, true); });
}

} // namespace keywright
