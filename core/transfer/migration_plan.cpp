#include "core/transfer/migration_plan.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace keywright {

namespace {

struct MigrationPlanMessages
{
    Q_DECLARE_TR_FUNCTIONS(MigrationPlan)
};

/// `text` with every character that the provider does not take replaced by a space.
QString acceptable(const QString &text, const TextRules &rules, int maxLength)
{
    const QRegularExpression fits(
        QRegularExpression::anchoredPattern(rules.pattern),
        QRegularExpression::UseUnicodePropertiesOption);
    QString result;
    const QList<uint> characters = text.toUcs4();
    for (const uint code : characters) {
        const char32_t character = code;
        const QString one = QString::fromUcs4(&character, 1);
        const bool isFine = rules.pattern.isEmpty() || fits.match(one).hasMatch();
        result += isFine ? one : QStringLiteral(" ");
    }
    result = result.simplified();
    // Characters, not UTF-16 units, but never more than these.
    if (maxLength > 0 && result.size() > maxLength)
        result = result.left(maxLength).trimmed();
    return result;
}

QList<RoleGrant> directRoles(const ApiKeyInfo &key)
{
    QList<RoleGrant> grants;
    for (const RoleGrant &grant : key.roles) {
        if (!grants.contains(grant))
            grants.append(grant);
    }
    return grants;
}

/// Left to itself, the Atlas command line takes its own usual organisation.
QString removalCommand(const ApiKeyInfo &key)
{
    const QString command = QStringLiteral("atlas organizations apiKeys delete ") + key.id;
    return key.orgId.isEmpty() ? command : command + QStringLiteral(" --orgId ") + key.orgId;
}

} // namespace

MigrationPlan planMigration(
    const ApiKeyInfo &key, const Capabilities &capabilities, const OrganizationRules &rules)
{
    const TextRules &text = capabilities.text;
    MigrationPlan plan;
    plan.account.type = AccountType::OAuth;
    plan.account.name = acceptable(key.description, text, text.nameMaxLength);
    if (plan.account.name.isEmpty())
        plan.account.name = QStringLiteral("key-") + key.publicKey;
    plan.account.description = acceptable(
        MigrationPlanMessages::tr("Takes the place of the API key %1").arg(key.publicKey), text,
        text.descriptionMaxLength);
    plan.account.roles = directRoles(key);
    plan.account.secretLifetimeHours = std::min(
        capabilities.expiry.usualHours,
        rules.maxSecretHours.value_or(capabilities.expiry.maxHours));
    if (plan.account.roles.isEmpty())
        plan.notices +=
            MigrationPlanMessages::tr("The key has no role. Choose at least one for the account.");
    if (rules.accessListRequired)
        plan.notices += MigrationPlanMessages::tr(
            "The organization asks for an access list: add the addresses that the key is used "
            "from, or the account's tokens are refused.");
    plan.notices += MigrationPlanMessages::tr(
        "An API key does not end, a secret does: plan to rotate it in time.");
    plan.removalAdvice =
        MigrationPlanMessages::tr("When every program uses the new account, delete the API key %1, "
                                  "in the organization's access manager or with: %2")
            .arg(key.publicKey, removalCommand(key));
    return plan;
}

} // namespace keywright
