#include "ui/lookup/lookup_form.h"

#include "ui/lookup/key_form.h"
#include "ui/lookup/lookup_place.h"
#include "ui/lookup/options_section.h"
#include "ui/lookup/schema_loader.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace keywright {

LookupForm::LookupForm(
    Inventory &inventory, LookupMemory &memory, const LookupRunner &runner,
    std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_loader(new SchemaLoader(this))
    , m_place(new LookupPlace(memory))
    , m_credential(new CredentialChoice(tr("Credential"), inventory, runner, std::move(clock)))
    , m_note(makeLabel({}, TextStyle::Note))
    , m_keys(new KeyForm)
    , m_options(new OptionsSection)
{
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(buildFields());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(buildButtons());
    connect(m_place, &LookupPlace::changed, this, &LookupForm::wantSchema);
    connect(m_credential, &CredentialChoice::changed, this, &LookupForm::wantSchema);
    connect(m_keys, &KeyForm::inputsChanged, this, &LookupForm::orderTabs);
    connect(m_keys, &KeyForm::edited, this, &LookupForm::targetChanged);
    wireLoader();
    setRunning(false);
}

QWidget *LookupForm::buildFields()
{
    m_note->setWordWrap(true);
    m_note->hide();
    auto *fields = new QWidget;
    auto *layout = new QVBoxLayout(fields);
    layout->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(m_place);
    layout->addWidget(m_credential);
    layout->addWidget(m_note);
    layout->addWidget(m_keys);
    layout->addWidget(m_options);
    layout->addStretch(1);
    return fields;
}

QWidget *LookupForm::buildButtons()
{
    m_run = makeButton(tr("Run  Ctrl+Enter"), ButtonVariant::Primary);
    m_run->setAccessibleName(tr("Run"));
    m_cancel = makeButton(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel lookup"));
    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceSm, metrics::SpaceLg, metrics::SpaceLg);
    layout->setSpacing(metrics::SpaceSm);
    layout->addWidget(m_run);
    m_repeat = makeButton(tr("Repeat"));
    m_repeat->setToolTip(tr("Run it many times and measure how long it takes"));
    layout->addWidget(m_repeat);
    connect(m_repeat, &QPushButton::clicked, this, &LookupForm::repeatRequested);
    QPushButton *batch = makeButton(tr("Batch"));
    batch->setToolTip(tr("Look up every row of a CSV file"));
    layout->addWidget(batch);
    layout->addWidget(m_cancel);
    layout->addStretch(1);
    connect(batch, &QPushButton::clicked, this, &LookupForm::batchRequested);
    connect(m_run, &QPushButton::clicked, this, &LookupForm::runRequested);
    connect(m_cancel, &QPushButton::clicked, this, &LookupForm::cancelRequested);
    return buttons;
}

void LookupForm::orderTabs()
{
    QWidget *before = m_credential->editor();
    for (QWidget *stop : m_keys->tabStops()) {
        setTabOrder(before, stop);
        before = stop;
    }
}

void LookupForm::wireLoader()
{
    const auto showNote = [this](const QString &text) {
        m_note->setText(text);
        m_note->setVisible(!text.isEmpty());
    };
    connect(m_loader, &SchemaLoader::cleared, this, [this, showNote] {
        m_keys->clear();
        showNote({});
        Q_EMIT targetChanged();
    });
    connect(m_loader, &SchemaLoader::loading, this, [showNote] {
        showNote(tr("Reading the keys of the service…"));
    });
    connect(m_loader, &SchemaLoader::loaded, this, [this, showNote](const LookupSchema &schema) {
        m_keys->setSchema(schema);
        showNote({});
        Q_EMIT targetChanged();
    });
    connect(m_loader, &SchemaLoader::failed, this, [this, showNote](const Error &error) {
        m_keys->setFree();
        showNote(tr("%1 You can name the keys by hand.").arg(error.message));
        Q_EMIT targetChanged();
    });
}

void LookupForm::setSession(std::shared_ptr<Session> session)
{
    if (m_session == session)
        return;
    m_session = session;
    setEnabled(m_session != nullptr);
    m_credential->setSession(session);
    m_place->setSession(std::move(session));
    wantSchema();
}

void LookupForm::wantSchema()
{
    SchemaWish wish;
    wish.session = m_session;
    wish.accountId = credential().accountId;
    wish.workspace = m_place->workspace();
    wish.featureService = m_place->service();
    m_loader->want(wish);
    Q_EMIT targetChanged();
}

std::optional<LookupRequest> LookupForm::request()
{
    if (!m_place->check())
        return std::nullopt;
    LookupRequest request = placeAndOptions();
    if (!m_keys->fill(request))
        return std::nullopt;
    return request;
}

std::optional<LookupRequest> LookupForm::validRequest() const
{
    if (!m_keys->isValid())
        return std::nullopt;
    LookupRequest request = placeAndOptions();
    m_keys->fillGiven(request);
    return requestProblem(request) ? std::nullopt : std::optional(request);
}

LookupRequest LookupForm::placeAndOptions() const
{
    LookupRequest request;
    request.workspace = m_place->workspace();
    request.featureService = m_place->service();
    request.options = m_options->options();
    return request;
}

QStringList LookupForm::workspaces() const
{
    return m_place->workspaces();
}

BatchTarget LookupForm::batchTarget() const
{
    BatchTarget target;
    target.session = m_session;
    target.credential = credential();
    // Of another service, until the wanted one's keys are there.
    if (m_loader->isKnown())
        target.schema = m_keys->schema();
    target.fixed = placeAndOptions();
    if (target.schema)
        m_keys->fillGiven(target.fixed);
    return target;
}

void LookupForm::setRequest(const LookupRequest &request, bool valuesKnown)
{
    m_options->setOptions(request.options);
    m_place->choose(request.workspace, request.featureService);
    m_keys->setValues(request, valuesKnown);
}

void LookupForm::setRunning(bool running)
{
    m_run->setEnabled(!running);
    m_repeat->setVisible(!running);
    m_cancel->setVisible(running);
}

QList<QWidget *> LookupForm::focusStops() const
{
    return {m_place->firstField()};
}

} // namespace keywright
