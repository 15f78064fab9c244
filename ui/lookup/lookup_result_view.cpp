#include "ui/lookup/lookup_result_view.h"

#include "core/lookup/saved_result.h"
#include "core/transfer/export_file.h"
#include "core/transfer/lookup_export.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/dialogs/save_path_chooser.h"
#include "ui/lookup/answer_page.h"
#include "ui/lookup/feature_model.h"
#include "ui/lookup/feature_tree.h"
#include "ui/lookup/timing_rows.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/tab_pages.h"

#include <QDir>
#include <QJsonDocument>
#include <QMenu>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace keywright {

namespace {

QWidget *inCard(QWidget *content, bool flush)
{
    auto *card = new Card;
    if (flush)
        card->setFlush();
    card->body()->addWidget(content);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, metrics::SpaceMd, 0, 0);
    layout->addWidget(card, flush ? 1 : 0);
    if (!flush)
        layout->addStretch(1);
    return page;
}

} // namespace

LookupResultView::LookupResultView(SavePathChooser &saveChooser, QWidget *parent)
    : QWidget(parent)
    , m_saveChooser(saveChooser)
    , m_model(new FeatureModel(this))
    , m_exports(new QMenu(this))
    , m_tabs(new TabPages)
    , m_tree(new FeatureTree(*m_model))
    , m_raw(new QPlainTextEdit)
    , m_timingList(new KeyValueList)
{
    m_raw->setReadOnly(true);
    m_raw->setFont(fonts::mono());
    m_raw->setAccessibleName(tr("Raw answer"));
    m_raw->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_raw->setFrameShape(QFrame::NoFrame);
    m_tree->setFrameShape(QFrame::NoFrame);

    addView(inCard(m_tree, true), tr("Features"));
    addView(inCard(m_raw, true), tr("Raw"));
    addView(inCard(m_timingList, false), tr("Timing"));
    buildExports();
    connect(m_tabs, &QTabWidget::currentChanged, this, &LookupResultView::showRaw);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceSm);
    layout->addWidget(m_tabs, 1);
}

void LookupResultView::addView(QWidget *view, const QString &name)
{
    auto *page = new AnswerPage(view);
    m_views.append(page);
    m_tabs->addPage(page, name);
}

void LookupResultView::addPage(QWidget *page, const QString &name)
{
    m_tabs->addPage(page, name);
}

void LookupResultView::showLoading()
{
    if (m_tabs->currentIndex() >= m_views.size())
        m_tabs->setCurrentIndex(0);
    for (AnswerPage *view : m_views)
        view->showLoading();
}

void LookupResultView::showNothing(const QString &title, const QString &sentence)
{
    for (AnswerPage *view : m_views)
        view->showNothing(title, sentence);
}

void LookupResultView::showPage(QWidget *page)
{
    m_tabs->setCurrentWidget(page);
}

void LookupResultView::buildExports()
{
    m_exports->addAction(tr("Features as CSV"), this, &LookupResultView::exportCsv);
    m_exports->addAction(tr("Features as JSON"), this, &LookupResultView::exportJson);
    m_exports->addAction(tr("Result to compare with later"), this, &LookupResultView::exportWhole);
    m_exports->addSeparator();
    m_exports->addActions(m_tree->copyActions());
}

void LookupResultView::showResult(
    const LookupResult &result, const QString &name, const QDateTime &now)
{
    m_name = name;
    m_result = result;
    m_model->setFeatures(result.features, now);
    m_tree->fitColumns();
    m_timingList->setRows(timingRows(result));
    m_raw->clear();
    m_rawText = result.raw;
    for (AnswerPage *view : m_views)
        view->showAnswer();
    showRaw();
}

void LookupResultView::showRaw()
{
    // A large answer is laid out only for those who look at it.
    if (m_rawText.isEmpty() || !m_raw->isVisibleTo(m_tabs))
        return;
    const QJsonDocument document = QJsonDocument::fromJson(m_rawText);
    m_raw->setPlainText(QString::fromUtf8(document.isNull() ? m_rawText : document.toJson()));
    m_rawText.clear();
}

void LookupResultView::exportCsv()
{
    save(QStringLiteral("csv"), tr("CSV (*.csv)"), featuresCsv(m_model->features()));
}

void LookupResultView::exportJson()
{
    save(QStringLiteral("json"), tr("JSON (*.json)"), featuresJson(m_model->features()));
}

void LookupResultView::exportWhole()
{
    save(QStringLiteral("json"), tr("JSON (*.json)"), savedResult(m_result));
}

void LookupResultView::save(
    const QString &suffix, const QString &nameFilter, const QByteArray &content)
{
    QString name = m_name;
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    m_saveChooser.choose(
        this,
        {tr("Export features"), QStringLiteral("%1.%2").arg(name, suffix), nameFilter, suffix},
        [this, content](const QString &path) { write(path, content, false); });
}

void LookupResultView::write(const QString &path, const QByteArray &content, bool overwrite)
{
    const Result<void> written = writeTextFile(path, content, overwrite);
    const QString shownPath = QDir::toNativeSeparators(path);
    if (written) {
        Q_EMIT notice(Tone::Ok, tr("Exported to %1.").arg(shownPath), {});
    } else if (written.error().kind == ErrorKind::Conflict) {
        const ConfirmRequest request{
            tr("Replace the file?"), tr("%1 exists.").arg(shownPath), {}, tr("Replace"), true, {}};
        confirm(request, this, this, [this, path, content] { write(path, content, true); });
    } else {
        Q_EMIT notice(Tone::Bad, written.error().message, written.error().hint);
    }
}

} // namespace keywright
