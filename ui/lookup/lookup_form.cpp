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
    , m_credential(new CredentialChoice(inventory, runner, std::move(clock)))
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
    m_cancel = makeButton(tr("Cancel lookup"));
    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceSm, metrics::SpaceLg, metrics::SpaceLg);
    layout->setSpacing(metrics::SpaceSm);
    layout->addWidget(m_run);
    layout->addWidget(m_cancel);
    layout->addStretch(1);
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
    });
    connect(m_loader, &SchemaLoader::loading, this, [showNote] {
        showNote(tr("Reading the keys of the service…"));
    });
    connect(m_loader, &SchemaLoader::loaded, this, [this, showNote](const LookupSchema &schema) {
        m_keys->setSchema(schema);
        showNote({});
    });
    connect(m_loader, &SchemaLoader::failed, this, [this, showNote](const Error &error) {
        m_keys->setFree();
        showNote(tr("%1 You can name the keys by hand.").arg(error.message));
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
}

std::optional<LookupRequest> LookupForm::request()
{
    if (!m_place->check())
        return std::nullopt;
    LookupRequest request;
    request.workspace = m_place->workspace();
    request.featureService = m_place->service();
    request.options = m_options->options();
    if (!m_keys->fill(request))
        return std::nullopt;
    return request;
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
    m_cancel->setVisible(running);
}

QList<QWidget *> LookupForm::focusStops() const
{
    return {m_place->firstField()};
}

} // namespace keywright
