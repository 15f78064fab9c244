#include "core/identity/account_rules.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace keywright {

namespace {

struct AccountRulesMessages
{
    Q_DECLARE_TR_FUNCTIONS(AccountRules)
};

/// Control characters and the invisible marks that can make one name look like another. The joiners
/// stay: some scripts cannot be written without them.
bool isUnwanted(QChar c)
{
    if (c == QChar(0x200C) || c == QChar(0x200D))
        return false;
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

/// Characters as people count them: a surrogate pair is one.
qsizetype lengthInCharacters(const QString &text)
{
    return text.size() -
           std::count_if(text.cbegin(), text.cend(), [](QChar c) { return c.isLowSurrogate(); });
}

Error refusal(ErrorKind kind, const char *message, const char *hint = nullptr)
{
    return makeError(
        kind, AccountRulesMessages::tr(message), hint ? AccountRulesMessages::tr(hint) : QString());
}

qsizetype activeCount(const QList<ClientSecret> &secrets)
{
    return std::count_if(secrets.cbegin(), secrets.cend(), [](const ClientSecret &secret) {
        return secret.status == SecretStatus::Active;
    });
}

std::optional<Error> createProblem(const QList<ClientSecret> &secrets, const SecretRules &rules)
{
    if (secrets.size() < rules.maxSecrets)
        return {};
    if (rules.maxSecrets != 2)
        return makeError(
            ErrorKind::Limit,
            AccountRulesMessages::tr("This account already has %1 secrets, the most it can "
                                     "have: delete one first.")
                .arg(rules.maxSecrets));
    return rules.deleteOnlyDeactivated
               ? refusal(
                     ErrorKind::Limit,
                     "A third secret is not possible: delete a deactivated one first.",
                     "When both are active, deactivate the one that no program uses any more, then "
                     "delete it.")
               : refusal(ErrorKind::Limit, "A third secret is not possible: delete one first.");
}

std::optional<Error> deactivateProblem(
    const ClientSecret &secret, const QList<ClientSecret> &secrets, const SecretRules &rules)
{
    if (!rules.canDeactivate)
        return refusal(ErrorKind::Conflict, "This system cannot deactivate a secret.");
    if (secret.status == SecretStatus::Active && activeCount(secrets) <= rules.minActive)
        return refusal(
            ErrorKind::Conflict,
            "The last active secret cannot be deactivated: the account could no longer sign in.",
            "Create or activate another secret first, or deactivate the account.");
    return {};
}

std::optional<Error> deleteProblem(
    const ClientSecret &secret, const QList<ClientSecret> &secrets, const SecretRules &rules)
{
    if (secret.status != SecretStatus::Active)
        return {};
    if (activeCount(secrets) <= rules.minActive)
        return refusal(
            ErrorKind::Conflict,
            "The last active secret cannot be deleted: the account could no longer sign in.",
            "Create or activate another secret first, or delete the account.");
    if (rules.deleteOnlyDeactivated)
        return refusal(
            ErrorKind::Conflict, "An active secret cannot be deleted: deactivate it first.");
    return {};
}

/// Whether a text is made of what the provider takes.
bool matchesPattern(const QString &text, const TextRules &rules)
{
    if (rules.pattern.isEmpty())
        return true;
    const QRegularExpression expression(
        QRegularExpression::anchoredPattern(rules.pattern),
        QRegularExpression::UseUnicodePropertiesOption);
    return expression.match(text).hasMatch();
}

Error patternError(const QString &field, const QString &message, const TextRules &rules)
{
    return fieldError(
        field, message, AccountRulesMessages::tr("Use %1 only.").arg(rules.patternInWords));
}

} // namespace

std::optional<Error> nameProblem(const QString &name, const TextRules &rules)
{
    const QString field = QStringLiteral("name");
    if (name.trimmed().isEmpty())
        return fieldError(
            field, AccountRulesMessages::tr("The name is empty."),
            AccountRulesMessages::tr("Enter a name."));
    if (std::any_of(name.cbegin(), name.cend(), isUnwanted))
        return fieldError(
            field,
            AccountRulesMessages::tr(
                "The name contains invisible characters, such as a tab or a line "
                "break."),
            AccountRulesMessages::tr("Type the name instead of pasting it."));
    if (rules.nameMaxLength > 0 && lengthInCharacters(name) > rules.nameMaxLength)
        return fieldError(
            field,
            AccountRulesMessages::tr("The name is too long: it has %1 characters.")
                .arg(lengthInCharacters(name)),
            AccountRulesMessages::tr("Use at most %1 characters.").arg(rules.nameMaxLength));
    if (!matchesPattern(name, rules))
        return patternError(
            field,
            AccountRulesMessages::tr(
                "The name contains characters that this system does not take."),
            rules);
    return {};
}

std::optional<Error> descriptionProblem(const QString &description, const TextRules &rules)
{
    const QString field = QStringLiteral("description");
    if (rules.descriptionRequired && description.trimmed().isEmpty())
        return fieldError(
            field, AccountRulesMessages::tr("The description is empty."),
            AccountRulesMessages::tr(
                "Say in a few words what the account is for; this system asks for it."));
    if (std::any_of(description.cbegin(), description.cend(), isUnwanted))
        return fieldError(
            field,
            AccountRulesMessages::tr(
                "The description contains invisible characters, such as a tab or a "
                "line break."),
            AccountRulesMessages::tr("Write it as one line of plain text."));
    if (rules.descriptionMaxLength > 0 &&
        lengthInCharacters(description) > rules.descriptionMaxLength)
        return fieldError(
            field,
            AccountRulesMessages::tr("The description is too long: it has %1 characters.")
                .arg(lengthInCharacters(description)),
            AccountRulesMessages::tr("Use at most %1 characters.").arg(rules.descriptionMaxLength));
    if (!matchesPattern(description, rules))
        return patternError(
            field,
            AccountRulesMessages::tr(
                "The description contains characters that this system does not take."),
            rules);
    return {};
}

std::optional<Error> secretProblem(
    SecretAction action, const QString &secretId, const QList<ClientSecret> &secrets,
    const SecretRules &rules)
{
    if (action == SecretAction::Create)
        return createProblem(secrets, rules);
    const auto found = std::find_if(
        secrets.cbegin(), secrets.cend(), [&](const ClientSecret &s) { return s.id == secretId; });
    if (found == secrets.cend())
        return refusal(
            ErrorKind::NotFound, "This secret does not exist any more.",
            "Refresh the list; someone else may have deleted it.");
    switch (action) {
    case SecretAction::Activate:
        if (found->status == SecretStatus::Expired)
            return refusal(
                ErrorKind::Conflict, "An expired secret cannot be activated.",
                "Delete it and create another one.");
        return {};
    case SecretAction::Deactivate:
        return deactivateProblem(*found, secrets, rules);
    case SecretAction::Delete:
        return deleteProblem(*found, secrets, rules);
    case SecretAction::Create:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace keywright
