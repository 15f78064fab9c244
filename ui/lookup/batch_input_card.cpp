#include "ui/lookup/batch_input_card.h"

#include "ui/dialogs/error_text.h"
#include "ui/dialogs/open_path_chooser.h"
#include "ui/lookup/batch_mapping_model.h"
#include "ui/lookup/batch_mapping_table.h"
#include "ui/lookup/batch_text.h"
#include "ui/lookup/path_row.h"
#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/text.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimerEvent>
#include <QVBoxLayout>

namespace keywright {

namespace {

constexpr int pathTypingPauseMs = 300;

QList<CsvRecord> firstRecords(BatchInput &input)
{
    QList<CsvRecord> records;
    while (records.size() < BatchMappingModel::samplesShown) {
        auto record = input.skip();
        // What cannot be read is told by the check.
        if (!record || !*record)
            break;
        records.append(**std::move(record));
    }
    return records;
}

} // namespace

BatchInputCard::BatchInputCard(OpenPathChooser &chooser, QWidget *parent)
    : Card(tr("Input"), parent)
    , m_chooser(chooser)
    , m_path(new QLineEdit)
    , m_pathField(new FormField(tr("CSV file"), m_path))
    , m_model(new BatchMappingModel(this))
    , m_table(new BatchMappingTable(*m_model))
    , m_given(makeLabel({}, TextStyle::Note))
    , m_note(makeLabel({}, TextStyle::Body))
    , m_details(makeLabel({}, TextStyle::Note))
    , m_check(new BatchCheck(this))
{
    m_path->setPlaceholderText(tr("Choose a file, drop it here, or type its path"));
    m_path->setAcceptDrops(false); // a file that is dropped is for the whole view
    setFocusProxy(m_path);
    auto *browse = makeButton(tr("Choose"));
    browse->setAccessibleName(tr("Choose CSV file"));
    body()->addLayout(makePathRow(m_pathField, browse));
    body()->addWidget(m_table);
    for (QLabel *label : {m_given, m_note, m_details}) {
        label->setWordWrap(true);
        label->hide();
        body()->addWidget(label);
    }
    m_table->hide();
    makeSelectable(m_details);

    connect(browse, &QPushButton::clicked, this, &BatchInputCard::choose);
    connect(
        m_path, &QLineEdit::textChanged, this, [this] { m_typing.start(pathTypingPauseMs, this); });
    connect(m_model, &BatchMappingModel::mappingChanged, this, &BatchInputCard::check);
    connect(m_check, &BatchCheck::progressed, this, &BatchInputCard::showReport);
    connect(m_check, &BatchCheck::finished, this, [this] {
        showReport();
        accessibility::announce(m_note);
        Q_EMIT changed();
    });
}

const QList<BatchColumn> &BatchInputCard::columns() const
{
    return m_model->columns();
}

bool BatchInputCard::isReady() const
{
    const BatchCheckReport &report = m_check->report();
    return m_checked && !m_check->isRunning() && !report.unreadable && report.rows > 0;
}

void BatchInputCard::choose()
{
    const QString folder = m_file ? QFileInfo(m_file->path()).absolutePath() : QString();
    m_chooser.choose(
        this, {tr("CSV file"), folder, {tr("CSV (*.csv)"), tr("All files (*)")}},
        [this](const QString &path) { setPath(path); });
}

void BatchInputCard::setPath(const QString &path)
{
    m_path->setText(QDir::toNativeSeparators(path));
    openFile();
}

void BatchInputCard::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_typing.timerId())
        openFile();
    else
        Card::timerEvent(event);
}

void BatchInputCard::openFile()
{
    m_typing.stop();
    m_check->stop();
    m_checked.reset();
    m_file.reset();
    m_pathField->clearError();
    const QString path = QDir::fromNativeSeparators(m_path->text().trimmed());
    if (!path.isEmpty()) {
        auto opened = BatchInput::open(path);
        if (opened)
            m_file = *std::move(opened);
        else
            m_pathField->setError(errorSentence(opened.error()));
    }
    m_table->setVisible(m_file != nullptr);
    m_model->setFile(
        m_file ? m_file->headers() : QStringList(),
        m_file ? firstRecords(*m_file) : QList<CsvRecord>());
    Q_EMIT fileChanged();
}

void BatchInputCard::setTarget(const BatchTarget &target)
{
    m_target = target;
    m_model->setSchema(target.schema);
    check();
}

void BatchInputCard::check()
{
    m_given->setText(givenText());
    m_given->setVisible(m_file && !m_given->text().isEmpty());
    const auto missing = m_file && m_target.schema
                             ? mappingProblem(columns(), *m_target.schema, m_target.fixed)
                             : std::nullopt;
    if (m_file && m_target.schema && !missing) {
        startCheck();
        return;
    }
    m_check->stop();
    m_checked.reset();
    if (missing)
        say(Tone::Bad, missing->message, {missing->hint});
    else if (m_file)
        say(Tone::Neutral,
            tr("Choose a workspace and a feature service at the left: then its keys are known."));
    else
        say(Tone::Neutral, {});
    Q_EMIT changed();
}

void BatchInputCard::startCheck()
{
    // Typing a value for all rows does not change what the columns hold.
    if (m_checked != columns()) {
        m_checked = columns();
        auto input = BatchInput::open(m_file->path());
        if (!input) {
            m_checked.reset();
            m_pathField->setError(errorSentence(input.error()));
            return;
        }
        (*input)->setColumns(columns(), m_target.fixed);
        m_check->start(*std::move(input));
    }
    showReport();
    Q_EMIT changed();
}

void BatchInputCard::showReport()
{
    const BatchCheckReport &report = m_check->report();
    QStringList problems = report.problems;
    if (report.wrong > problems.size())
        problems << tr("And %1 more").arg(rowsText(report.wrong - problems.size()));
    if (report.unreadable)
        say(Tone::Bad, report.unreadable->message, {report.unreadable->hint});
    else if (m_check->isRunning())
        say(Tone::Neutral, tr("Checking the rows: %1 so far").arg(rowsText(report.rows)), problems);
    else
        say(report.wrong > 0 || report.rows == 0 ? Tone::Warn : Tone::Ok, checkText(report),
            problems);
}

void BatchInputCard::say(Tone tone, const QString &text, const QStringList &details)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    setTone(m_note, tone);
    m_details->setText(details.join(QLatin1Char('\n')));
    m_details->setVisible(!m_details->text().isEmpty());
}

/// What the form gives for all rows, so that nothing is sent unseen.
QString BatchInputCard::givenText() const
{
    QStringList values;
    QStringList mapped;
    for (const BatchColumn &column : columns())
        mapped << column.field.name;
    for (const QJsonObject &given : {m_target.fixed.joinKeys, m_target.fixed.requestContext}) {
        for (auto it = given.begin(); it != given.end(); ++it) {
            const QVariant value = it.value().toVariant();
            if (!mapped.contains(it.key()))
                values << QStringLiteral("%1 = %2").arg(
                    it.key(), it.value().isNull() ? QStringLiteral("null") : value.toString());
        }
    }
    return values.isEmpty() ? QString()
                            : tr("The same for all rows, from the form: %1")
                                  .arg(values.join(QLatin1String(", ")));
}

} // namespace keywright
