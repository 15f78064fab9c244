#include "ui/connections/migration_outcome.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/text.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace keywright {

MigrationOutcome::MigrationOutcome(QWidget *parent)
    : QWidget(parent)
    , m_facts(new KeyValueList)
    , m_oldKey(new Card(tr("The old key")))
    , m_advice(makeLabel({}))
{
    auto *account = new Card(tr("The new account"));
    account->body()->addWidget(m_facts);
    m_advice->setWordWrap(true);
    m_advice->setAccessibleName(tr("How to remove the old key"));
    makeSelectable(m_advice);
    m_oldKey->body()->addWidget(m_advice);
    m_oldKey->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(account);
    column->addWidget(m_oldKey);
    column->addStretch(1);
}

void MigrationOutcome::setCreation(const AccountCreation &creation)
{
    m_facts->clear();
    m_facts->addRow({tr("Name"), creation.account.name, {}, false});
    m_facts->addRow({tr("Client ID"), creation.account.id, {}, true});
    m_facts->addRow(
        {tr("Secret"),
         creation.stored ? tr("In the keychain, as “%1”").arg(creation.storedAs)
                         : tr("Not in the keychain; as you kept it"),
         {},
         false});
    QStringList missing;
    for (const auto &[grant, error] : creation.failedRoles)
        missing += QStringLiteral("%1: %2").arg(grant.roleId, error.message);
    if (!missing.isEmpty())
        m_facts->addRow({tr("Missing roles"), missing.join(QLatin1Char('\n')), {}, false});
}

void MigrationOutcome::setProof(const MigrationProof &proof)
{
    const VisibleResources &seen = proof.seen;
    m_facts->addRow(
        {tr("It can see"),
         tr("Organizations: %1, projects: %2, clusters: %3")
             .arg(seen.organizations.size())
             .arg(seen.projects.size())
             .arg(seen.clusters.size()),
         {},
         false});
}

void MigrationOutcome::setRemovalAdvice(const QString &advice)
{
    m_advice->setText(advice);
    m_oldKey->setVisible(!advice.isEmpty());
}

} // namespace keywright
