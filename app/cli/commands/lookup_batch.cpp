#include "app/cli/commands/lookup_modes.h"
#include "app/cli/text.h"
#include "core/workbench/batch_input.h"
#include "core/workbench/batch_output.h"

#include <QCoro/QCoroSignal>

#include <cstdio>

namespace keywright::cli {

namespace {

using Lookup = std::shared_ptr<const PreparedLookup>;

/// The files of a batch, ready to run.
struct BatchFiles
{
    std::shared_ptr<BatchInput> input;
    std::shared_ptr<BatchOutput> output;
};

Result<QMap<QString, QString>> wantedColumns(const std::vector<std::string> &arguments)
{
    QMap<QString, QString> wanted;
    for (const std::string &argument : arguments) {
        const QString text = qt(argument);
        // A column's name may hold the sign itself; the name of a key does not.
        const qsizetype sign = text.lastIndexOf(QLatin1Char('='));
        if (sign <= 0)
            return failure(fieldError(
                QStringLiteral("map"), tr("%1 does not map a column.").arg(text),
                tr("Write column=key.")));
        wanted.insert(text.first(sign), text.sliced(sign + 1));
    }
    return wanted;
}

Result<BatchFiles> openFiles(const PreparedLookup &lookup)
{
    const LookupArguments &arguments = *lookup.arguments;
    if (lookup.cli->output().isJson() && arguments.out.empty())
        return failure(fieldError(
            QStringLiteral("out"), tr("The results of a batch are CSV."),
            tr("With --json, name a file for them with --out.")));
    const auto wanted = wantedColumns(arguments.columns);
    if (!wanted)
        return failure(wanted.error());
    const auto input = BatchInput::open(qt(arguments.batch));
    if (!input)
        return failure(input.error());
    const auto columns = mapColumns((*input)->headers(), lookup.schema, *wanted);
    if (!columns)
        return failure(columns.error());
    if (auto problem = mappingProblem(*columns, lookup.schema, lookup.request))
        return failure(*std::move(problem));
    (*input)->setColumns(*columns, lookup.request);
    const auto output = arguments.out.empty()
                            ? BatchOutput::open(stdout, **input, lookup.schema)
                            : BatchOutput::open(qt(arguments.out), **input, lookup.schema);
    if (!output)
        return failure(output.error());
    return BatchFiles{*input, *output};
}

/// Those of earlier runs included.
qint64 failedRows(const BatchProgress &progress, const BatchFiles &files)
{
    return progress.failed + files.output->continuedFailures();
}

QString progressText(const BatchProgress &progress, const BatchFiles &files)
{
    const auto seconds = std::max(0.001, static_cast<double>(progress.elapsed.count()) / 1000);
    const qint64 percent = 100 * files.input->position() / std::max<qint64>(1, files.input->size());
    return tr("%1 rows, %2 failed, %3 % read, %4 rows/s")
        .arg(progress.written + files.output->continuedRows())
        .arg(failedRows(progress, files))
        .arg(percent)
        .arg(static_cast<double>(progress.written) / seconds, 0, 'f', 0);
}

QJsonObject reportJson(const BatchReport &report, const BatchFiles &files, const QString &out)
{
    return {
        {QStringLiteral("rows"), report.progress.written},
        {QStringLiteral("failed"), report.progress.failed},
        {QStringLiteral("continuedAfter"), files.output->continuedRows()},
        {QStringLiteral("continuedFailures"), files.output->continuedFailures()},
        {QStringLiteral("calls"), report.calls},
        {QStringLiteral("singly"), report.singly},
        {QStringLiteral("elapsedMs"), static_cast<qint64>(report.progress.elapsed.count())},
        {QStringLiteral("out"), out}};
}

/// Tells how far it is, at most every few seconds.
void tellProgress(LookupBatch &batch, const Output &output, const BatchFiles &files)
{
    constexpr std::chrono::seconds interval{5};
    auto told = std::make_shared<std::chrono::milliseconds>(0);
    QObject::connect(
        &batch, &LookupBatch::progressed, &batch,
        [told, &output, &files, interval](const BatchProgress &progress) {
            if (progress.elapsed - *told < interval)
                return;
            *told = progress.elapsed;
            output.note(progressText(progress, files));
        });
}

int conclude(const BatchReport &report, const BatchFiles &files, const PreparedLookup &lookup)
{
    const Output &output = lookup.cli->output();
    const QString out = qt(lookup.arguments->out);
    output.note(progressText(report.progress, files));
    if (report.singly && !lookup.arguments->singly)
        output.note(tr("The service did not take several rows in one call; they went singly."));
    if (report.stopped && !out.isEmpty())
        output.note(tr("What is done is in %1; the same command goes on from there.").arg(out));
    const bool anyFailed = failedRows(report.progress, files) > 0;
    if (anyFailed && !out.isEmpty())
        output.note(tr("Rows that failed stay as they are in %1; another --out tries them again.")
                        .arg(out));
    if (report.stopped)
        return output.fail(*report.stopped);
    if (output.isJson())
        output.document(reportJson(report, files, out));
    return anyFailed ? DoneInPart : Done;
}

} // namespace

QCoro::Task<int> lookUpBatch(Lookup lookup)
{
    const Output &output = lookup->cli->output();
    const Result<BatchFiles> files = openFiles(*lookup);
    if (!files)
        co_return output.fail(files.error());
    if (files->output->continuedRows() > 0)
        output.note(tr("%1 rows are there already; going on.").arg(files->output->continuedRows()));
    BatchOptions options;
    if (lookup->arguments->concurrency > 0)
        options.concurrency = lookup->arguments->concurrency;
    // Only the v1 path takes several rows.
    options.singly =
        lookup->arguments->singly || lookup->request.options.apiVersion == ApiVersion::V2;
    LookupBatch batch(
        lookup->reader, files->input, files->output, options, std::make_shared<SystemClock>());
    QObject::connect(lookup->cli.get(), &CliContext::interrupted, &batch, &LookupBatch::cancel);
    tellProgress(batch, output, *files);
    batch.start();
    const BatchReport report = co_await qCoro(&batch, &LookupBatch::finished);
    co_return conclude(report, *files, *lookup);
}

} // namespace keywright::cli
