#include "ui/lookup/batch_output_card.h"

#include "core/workbench/reader_pool.h"
#include "ui/dialogs/save_path_chooser.h"
#include "ui/lookup/path_row.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace keywright {

namespace {

constexpr int limitWidth = 140;

FormField *limitField(const QString &name, QSpinBox *box, int most, int value)
{
    box->setRange(1, most);
    box->setValue(value);
    auto *field = new FormField(name, box);
    field->setFixedWidth(limitWidth);
    return field;
}

} // namespace

BatchOutputCard::BatchOutputCard(SavePathChooser &chooser, QWidget *parent)
    : Card(tr("Output"), parent)
    , m_chooser(chooser)
    , m_path(new QLineEdit)
    , m_pathField(new FormField(tr("Output file"), m_path))
    , m_concurrency(new QSpinBox)
    , m_rowsPerCall(new QSpinBox)
{
    m_path->setAcceptDrops(false);
    auto *browse = makeButton(tr("Choose"));
    browse->setAccessibleName(tr("Choose output file"));
    body()->addLayout(makePathRow(m_pathField, browse));
    body()->addWidget(buildLimits());
    connect(browse, &QPushButton::clicked, this, &BatchOutputCard::choose);
    connect(m_path, &QLineEdit::textEdited, this, [this] { m_isSuggested = false; });
    connect(m_path, &QLineEdit::textChanged, this, &BatchOutputCard::pathChanged);
}

QWidget *BatchOutputCard::buildLimits()
{
    const BatchOptions usual;
    auto *limits = new QWidget;
    auto *layout = new QHBoxLayout(limits);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceLg);
    layout->addWidget(
        limitField(tr("Calls at once"), m_concurrency, mostConcurrentLookups, usual.concurrency));
    m_rowsField =
        limitField(tr("Rows per call"), m_rowsPerCall, usual.rowsPerCall, usual.rowsPerCall);
    layout->addWidget(m_rowsField);
    layout->addStretch(1);
    return limits;
}

void BatchOutputCard::choose()
{
    m_chooser.choose(
        this, {tr("Output file"), path(), tr("CSV (*.csv)"), QStringLiteral("csv")},
        [this](const QString &path) {
            m_isSuggested = false;
            m_path->setText(QDir::toNativeSeparators(path));
        });
}

void BatchOutputCard::suggestFor(const QString &inputPath)
{
    if (!m_isSuggested)
        return;
    const QFileInfo input(inputPath);
    m_path->setText(QDir::toNativeSeparators(input.absoluteDir().filePath(
        QStringLiteral("%1-features.csv").arg(input.completeBaseName()))));
}

QString BatchOutputCard::path() const
{
    return QDir::fromNativeSeparators(m_path->text().trimmed());
}

void BatchOutputCard::showPlace(OutputPlace place)
{
    m_pathField->clearError();
    m_pathField->setHint({});
    switch (place) {
    case OutputPlace::Input:
        m_pathField->setError(tr("This is the input. Choose another file."));
        break;
    case OutputPlace::Begun:
        m_pathField->setHint(
            tr("An earlier run of this batch wrote here. You are asked whether to continue it."));
        break;
    case OutputPlace::Foreign:
        m_pathField->setHint(tr("The file exists. You are asked before it is replaced."));
        break;
    case OutputPlace::Free:
        break;
    }
}

void BatchOutputCard::setSingly(bool singly)
{
    m_rowsPerCall->setEnabled(!singly);
    m_rowsField->setHint(singly ? tr("The v2 path takes one row") : QString());
}

BatchOptions BatchOutputCard::options() const
{
    BatchOptions options;
    options.concurrency = m_concurrency->value();
    options.rowsPerCall = m_rowsPerCall->value();
    return options;
}

} // namespace keywright
