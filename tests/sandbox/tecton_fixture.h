#pragma once

#include "app/sandbox/seed_document.h"
#include "app/sandbox/tecton/management.h"
#include "app/sandbox/tecton/seed.h"
#include "app/sandbox/tecton/serving.h"

#include <QtTest>

/// A seeded Tecton without a server: calls go straight to the functions, and time is a number.
class TectonFixture
{
public:
    explicit TectonFixture(const QString &seedName = QStringLiteral("demo"))
    {
        QString errorText;
        const auto document = keywright::sandbox::readSeedDocument(seedName, &errorText);
        if (!document)
            qFatal("%s", qUtf8Printable(errorText));
        seed = keywright::sandbox::tecton::makeSeed(*document, nowMs);
        admin = seed.state.accountByApiKey(seed.state.adminApiKey)->id;
    }

    /// As @p caller; the answer, or {"http": status, "code": n, "message": "…"}.
    QJsonObject call(const char *name, const QJsonObject &request, const QString &caller = {})
    {
        using namespace keywright::sandbox::tecton;
        CallContext context{
            seed.state,
            seed.catalog,
            {caller.isEmpty() ? admin : caller, false},
            nowMs,
            propagationMs};
        const ManagementCall *found = managementCall(QLatin1StringView(name));
        if (found == nullptr)
            qFatal("no call %s", name);
        return toObject(found->run(context, request));
    }

    static QJsonObject toObject(const keywright::sandbox::tecton::ApiResult<QJsonObject> &result)
    {
        if (result)
            return *result;
        return {
            {QStringLiteral("http"), result.error().httpStatus},
            {QStringLiteral("code"), result.error().code},
            {QStringLiteral("message"), result.error().message}};
    }

    QString createAccount(const QString &name, bool oauth = true)
    {
        const QString type =
            oauth ? QStringLiteral("SERVICE_ACCOUNT_CREDENTIALS_TYPE_OAUTH_CLIENT_CREDENTIALS")
                  : QStringLiteral("SERVICE_ACCOUNT_CREDENTIALS_TYPE_API_KEY");
        lastCreated = call(
            "create-service-account",
            {{QStringLiteral("name"), name}, {QStringLiteral("credentials_type"), type}});
        return lastCreated.value(QStringLiteral("id")).toString();
    }

    QJsonObject
    grantRequest(const QString &accountId, const QString &role, const QString &workspace = {}) const
    {
        const bool everywhere = workspace.isEmpty();
        const QJsonObject assignment{
            {QStringLiteral("resource_type"), everywhere
                                                  ? QStringLiteral("RESOURCE_TYPE_ORGANIZATION")
                                                  : QStringLiteral("RESOURCE_TYPE_WORKSPACE")},
            {QStringLiteral("resource_id"), workspace},
            {QStringLiteral("role"), role},
            {QStringLiteral("principal_type"), QStringLiteral("PRINCIPAL_TYPE_SERVICE_ACCOUNT")},
            {QStringLiteral("principal_id"), accountId}};
        return {{QStringLiteral("assignments"), QJsonArray{assignment}}};
    }

    keywright::sandbox::tecton::Seed seed;
    QString admin;
    QJsonObject lastCreated;
    qint64 nowMs = 1'790'000'000'000;
    qint64 propagationMs = 0;
};
