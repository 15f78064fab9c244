#include "ui/connections/connection_card.h"

#include "core/provider/provider_factory.h"
#include "ui/connections/sign_in_form.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/status_dot.h"
#include "ui/widgets/text.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace keywright {

ConnectionCard::ConnectionCard(const Connection &connection, bool stored, QWidget *parent)
    : Card(connection.name, parent)
    , m_connection(connection)
    , m_stored(stored)
    , m_state(new StatusDot)
    , m_facts(new KeyValueList)
    , m_outcome(makeLabel({}))
    , m_hint(makeLabel({}, TextStyle::Note))
{
    setAccessibleName(connection.name);
    addHeaderWidget(m_state);
    body()->addWidget(m_facts);
    for (QLabel *label : {m_outcome, m_hint}) {
        label->setWordWrap(true);
        makeSelectable(label);
        label->hide();
        body()->addWidget(label);
    }
    addButtons(stored);
}

QPushButton *ConnectionCard::addButton(QHBoxLayout *row, const QString &text, ButtonVariant variant)
{
    auto *button = makeButton(text, variant);
    button->setAccessibleName(QStringLiteral("%1 %2").arg(text, m_connection.name));
    row->addWidget(button);
    return button;
}

void ConnectionCard::addButtons(bool stored)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::SpaceSm);
    row->setContentsMargins(0, metrics::SpaceXs, 0, 0);
    const auto add = [this, row](
                         const QString &text, void (ConnectionCard::*signal)(const QString &),
                         ButtonVariant variant = ButtonVariant::Secondary) {
        QPushButton *button = addButton(row, text, variant);
        connect(button, &QPushButton::clicked, this, [this, signal] {
            Q_EMIT(this->*signal)(m_connection.id);
        });
        return button;
    };
    m_test = add(tr("Test"), &ConnectionCard::testRequested);
    if (stored)
        add(tr("Edit"), &ConnectionCard::editRequested);
    add(tr("Save credentials as…"), &ConnectionCard::savingRequested);
    m_migrate = add(tr("Migrate from API key"), &ConnectionCard::migrationRequested);
    row->addStretch(1);
    if (stored)
        add(tr("Remove"), &ConnectionCard::removeRequested, ButtonVariant::Destructive);
    body()->addLayout(row);
}

void ConnectionCard::setLink(const ConnectionLink &link)
{
    switch (link.state) {
    case LinkState::Closed:
        m_state->set(tr("Not tried"), Tone::Neutral, false);
        break;
    case LinkState::Opening:
        m_state->set(tr("Connecting"), Tone::Neutral, false);
        break;
    case LinkState::Connected:
        m_state->set(tr("Connected"), Tone::Ok, true);
        break;
    case LinkState::Failed:
        m_state->set(tr("Not connected"), Tone::Bad, true);
        break;
    }
    showFacts(link);
    m_migrate->setVisible(m_connection.signIn == SignIn::Digest);
    m_migrate->setEnabled(link.state == LinkState::Connected);
    if (link.state == LinkState::Failed)
        showOutcome(Tone::Bad, link.error.message, link.error.hint);
    else
        showOutcome(Tone::Neutral, {}, {});
}

void ConnectionCard::showFacts(const ConnectionLink &link)
{
    const std::optional<ProviderChoice> choice = providerChoice(m_connection.provider);
    const QString way = signInTitle(m_connection.signIn);
    const QString signsIn = m_connection.clientId.isEmpty()
                                ? way
                                : QStringLiteral("%1, %2").arg(way, m_connection.clientId);
    const QString place = !m_stored        ? tr("In memory; this connection ends with the program")
                          : link.untilQuit ? tr("In memory until you quit")
                                           : tr("Keychain");
    QList<KeyValue> rows{
        {tr("Provider"), choice ? choice->name : m_connection.provider, {}, false},
        {tr("Base URL"), m_connection.baseUrl.toString(), {}, true}};
    if (!m_connection.orgId.isEmpty())
        rows.append({tr("Organization ID"), m_connection.orgId, {}, true});
    if (!m_connection.projectId.isEmpty())
        rows.append({tr("Project ID"), m_connection.projectId, {}, true});
    rows.append({tr("Signs in with"), signsIn, {}, false});
    rows.append({tr("Credential"), place, {}, false});
    if (!link.identity.isEmpty())
        rows.append({tr("Signed in as"), link.identity, {}, false});
    m_facts->setRows(rows);
}

void ConnectionCard::showTesting()
{
    showOutcome(Tone::Neutral, tr("Testing…"), {});
    m_test->setEnabled(false);
}

void ConnectionCard::showOutcome(Tone tone, const QString &text, const QString &hint)
{
    m_test->setEnabled(true);
    m_outcome->setText(text);
    m_outcome->setVisible(!text.isEmpty());
    setTone(m_outcome, tone);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

} // namespace keywright
