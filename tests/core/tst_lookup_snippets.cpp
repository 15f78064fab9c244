#include "core/lookup/code_literal.h"
#include "core/lookup/lookup_request.h"
#include "core/provider/tecton/tecton_snippets.h"
#include "tests/core/java_client.h"
#include "tests/core/provider_fixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

/// Everything that a shell, Python or Java could take for something else.
const QString nasty =
    QStringLiteral("it's \"$HOME\" `id` \\ \\n %s ; & | <END> \u2028 é 😀 \t*?~#{}");

LookupRequest nastyRequest(ApiVersion version)
{
    LookupRequest request;
    request.workspace = QStringLiteral("prod");
    request.featureService = QStringLiteral("fraud_detection_feature_service");
    request.joinKeys.insert(QStringLiteral("user_id"), nasty);
    request.joinKeys.insert(QStringLiteral("merchant"), QStringLiteral("9007199254740993"));
    request.requestContext.insert(QStringLiteral("amt"), 0.1);
    request.options.apiVersion = version;
    return request;
}

/// Stand-ins for modules that are not installed: they send what the real ones would.
const QByteArray requestsModule = R"(
import json as _json, urllib.request
class Response:
    def __init__(self, text): self.text = text
    def raise_for_status(self): pass
    def json(self): return _json.loads(self.text)
def post(url, headers, json, timeout):
    headers = dict(headers, **{'Content-Type': 'application/json'})
    request = urllib.request.Request(url, _json.dumps(json).encode(), headers)
    return Response(urllib.request.urlopen(request, timeout=timeout).read())
)";

const QByteArray clientModule = R"(
import json, urllib.request
class MetadataOptions:
    def __init__(self, include_names=True, include_data_types=True, include_effective_times=False,
                 include_slo_info=False, include_serving_status=False):
        self.options = {name: value for name, value in locals().items() if name != 'self'}
class RequestOptions:
    def __init__(self, read_from_cache=None, write_to_cache=None):
        self.options = {'read_from_cache': read_from_cache, 'write_to_cache': write_to_cache}
class Result:
    def __init__(self, features): self.features = features; self.result = self
class TectonClient:
    def __init__(self, url, api_key): self.url, self.key = url, api_key
    def get_features(self, *, workspace_name, feature_service_name, join_key_map, request_context_map,
                     metadata_options, request_options, allow_partial_results=False):
        body = {'params': {'workspace_name': workspace_name, 'feature_service_name': feature_service_name,
                'join_key_map': join_key_map, 'request_context_map': request_context_map,
                'metadata_options': metadata_options.options, 'request_options': request_options.options,
                'allow_partial_results': allow_partial_results}}
        request = urllib.request.Request(self.url + '/api/v1/feature-service/get-features', json.dumps(body).encode(),
                {'Authorization': 'Tecton-key ' + self.key, 'Content-Type': 'application/json'})
        return Result(json.loads(urllib.request.urlopen(request).read())['result']['features'])
)";

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

/// Snippets are run as they are, only with the credential filled in.
class TestLookupSnippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_provider = m_fixture.admin();
        NewAccount account;
        account.name = QStringLiteral("snippets");
        account.type = AccountType::OAuth;
        m_account = await(m_provider->createAccount(account, {})).value();
        const RoleGrant role{
            QStringLiteral("consumer"), {ScopeKind::Workspace, QStringLiteral("prod")}, {}};
        QVERIFY(await(m_provider->assignRole(m_account.account.id, role, {})));
        m_authorizer = m_provider->authorizerFor(
            m_account.account.id, AccountType::OAuth, m_account.secret.duplicate());
        m_reader = m_provider->featureReader(m_authorizer);
    }

    void literals();
    void runs_data();
    void runs();
    void vendorClientsAreOfferedWhereTheyWork();
    void javaRuns();
    void javaIsPlainText();
    void optionsThatAClientDoesNotKnowAreNamed();
    void everyOptionOfTheCommandLine();

private:
    QProcessEnvironment environment(const QString &directory);

    TectonFixture m_fixture;
    std::shared_ptr<Provider> m_provider;
    CreatedAccount m_account;
    std::shared_ptr<Authorizer> m_authorizer;
    std::shared_ptr<FeatureReader> m_reader;
};

QProcessEnvironment TestLookupSnippets::environment(const QString &directory)
{
    AuthorizationContext context("POST", QUrl(), {});
    Async<Secret> task = m_authorizer->authorization(std::move(context));
    const Secret header = await(std::move(task)).value();
    const QByteArray token(header.expose().data(), qsizetype(header.size()));
    QProcessEnvironment result = QProcessEnvironment::systemEnvironment();
    result.insert(QStringLiteral("TECTON_API_KEY"), m_fixture.adminKey());
    result.insert(
        QStringLiteral("TECTON_ACCESS_TOKEN"),
        QString::fromLatin1(token).section(QLatin1Char(' '), 1));
    result.insert(QStringLiteral("KEYWRIGHT_CLIENT_ID"), m_account.account.id);
    result.insert(
        QStringLiteral("KEYWRIGHT_CLIENT_SECRET"),
        QString::fromLatin1(m_account.secret.expose().data(), qsizetype(m_account.secret.size())));
    result.insert(QStringLiteral("KEYWRIGHT_TOKEN_URL"), m_provider->tokenUrl().toString());
    result.insert(QStringLiteral("KEYWRIGHT_ALLOW_DUMP"), QStringLiteral("1"));
    result.insert(QStringLiteral("HOME"), directory);
    result.insert(QStringLiteral("PYTHONPATH"), directory);
    result.insert(QStringLiteral("PYTHONIOENCODING"), QStringLiteral("utf-8"));
    result.insert(
        QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent/bus"));
    const QString cli = QFileInfo(QStringLiteral(KEYWRIGHT_CLI)).path();
    result.insert(QStringLiteral("PATH"), cli + QStringLiteral(":/usr/bin:/bin"));
    return result;
}

void TestLookupSnippets::literals()
{
    QCOMPARE(shellWord(QStringLiteral("a'b")), QStringLiteral("'a'\\''b'"));
    QCOMPARE(shellWord(QString()), QStringLiteral("''"));
    QCOMPARE(shellWord(QStringLiteral("~x")), QStringLiteral("'~x'"));
    QCOMPARE(pythonLiteral(QJsonValue()), QStringLiteral("None"));
    QCOMPARE(pythonLiteral(QStringLiteral("a\u202e")), QStringLiteral("\"a\\u202e\""));
    QCOMPARE(javaLiteral(5), QStringLiteral("5.0"));
    QCOMPARE(javaLiteral(1e300), QStringLiteral("1e+300"));
    QCOMPARE(javaLiteral(QStringLiteral("a\n\x01é")), QStringLiteral("\"a\\n\\001\\u00e9\""));
    QCOMPARE(
        javaLiteral(QJsonArray{true, QJsonValue()}), QStringLiteral("Arrays.asList(true, null)"));
}

void TestLookupSnippets::runs_data()
{
    QTest::addColumn<SnippetKind>("kind");
    QTest::addColumn<SnippetCredential>("credential");
    QTest::addColumn<ApiVersion>("version");
    const auto rows = [](const char *name, SnippetKind kind) {
        for (const auto version : {ApiVersion::V1, ApiVersion::V2}) {
            const char *path = version == ApiVersion::V1 ? "v1" : "v2";
            QTest::addRow("%s, key, %s", name, path)
                << kind << SnippetCredential::ApiKey << version;
            QTest::addRow("%s, token, %s", name, path)
                << kind << SnippetCredential::AccessToken << version;
        }
    };
    rows("curl", SnippetKind::Curl);
    rows("requests", SnippetKind::PythonRequests);
    rows("cli", SnippetKind::KeywrightCli);
    QTest::newRow("client, key, v1")
        << SnippetKind::PythonClient << SnippetCredential::ApiKey << ApiVersion::V1;
}

void TestLookupSnippets::runs()
{
    QFETCH(SnippetKind, kind);
    QFETCH(SnippetCredential, credential);
    QFETCH(ApiVersion, version);
    if (kind == SnippetKind::Curl &&
        QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty())
        QSKIP("curl is not installed");
    QTemporaryDir directory;
    write(directory.filePath(QStringLiteral("requests.py")), requestsModule);
    write(directory.filePath(QStringLiteral("tecton_client.py")), clientModule);
    const LookupRequest request = nastyRequest(version);
    const LookupSnippet snippet = m_reader->snippets(request, credential).at(int(kind));
    QCOMPARE(snippet.kind, kind);
    QProcessEnvironment environment = this->environment(directory.path());
    for (const char *name : {"TECTON_API_KEY", "TECTON_ACCESS_TOKEN", "KEYWRIGHT_CLIENT_SECRET"})
        QVERIFY(!snippet.text.contains(environment.value(QLatin1String(name))));
    // It asks for all that it needs.
    for (const QString &name : environment.keys()) {
        const bool describes = name.startsWith(QLatin1String("TECTON_")) ||
                               (name.startsWith(QLatin1String("KEYWRIGHT_")) &&
                                name != QLatin1String("KEYWRIGHT_ALLOW_DUMP"));
        if (describes && !snippet.text.contains(name))
            environment.remove(name);
    }

    QProcess process;
    process.setProcessEnvironment(environment);
    const bool isPython = kind == SnippetKind::PythonRequests || kind == SnippetKind::PythonClient;
    const QString script = directory.filePath(QStringLiteral("snippet"));
    write(script, snippet.text.toUtf8());
    process.start(
        isPython ? QStringLiteral("/usr/bin/python3") : QStringLiteral("/bin/sh"), {script});
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray out = process.readAllStandardOutput();
    const QByteArray told = process.readAllStandardError() + out + snippet.text.toUtf8();
    QVERIFY2(process.exitCode() == 0, told.constData());

    // The same serial numbers say that the same keys arrived.
    const LookupResult own = await(m_reader->lookup(request, {})).value();
    for (const FeatureValue &feature : own.features) {
        if (feature.type.kind == DataKind::Int64 && feature.value.isString())
            QVERIFY2(out.contains(feature.value.toString().toUtf8()), told.constData());
    }
}

void TestLookupSnippets::vendorClientsAreOfferedWhereTheyWork()
{
    const auto offered =
        [this](SnippetCredential credential, ApiVersion version, SnippetKind kind) {
            const auto all = m_reader->snippets(nastyRequest(version), credential);
            const LookupSnippet &snippet = all.at(int(kind));
            return !snippet.text.isEmpty() && snippet.unavailable.isEmpty();
        };
    for (const auto kind : {SnippetKind::PythonClient, SnippetKind::JavaClient}) {
        QVERIFY(offered(SnippetCredential::ApiKey, ApiVersion::V1, kind));
        QVERIFY(!offered(SnippetCredential::ApiKey, ApiVersion::V2, kind));
        QVERIFY(!offered(SnippetCredential::AccessToken, ApiVersion::V1, kind));
    }
}

void TestLookupSnippets::javaRuns()
{
    const QStringList places{QStringLiteral("/usr/bin")};
    const auto program = [&places](const QString &name) {
        const QString found = QStandardPaths::findExecutable(name);
        return found.isEmpty() ? QStandardPaths::findExecutable(name, places) : found;
    };
    const QString compiler = program(QStringLiteral("javac"));
    const QString java = program(QStringLiteral("java"));
    if (compiler.isEmpty() || java.isEmpty())
        QSKIP("No Java compiler is installed, so the Java snippet was not run");
    QTemporaryDir directory;
    QStringList files = writeJavaClient(directory.path());
    QVERIFY(!files.isEmpty());
    LookupRequest request = nastyRequest(ApiVersion::V1);
    // So that every comment is compiled as well.
    request.options.allowPartialResults = true;
    const LookupSnippet snippet =
        m_reader->snippets(request, SnippetCredential::ApiKey).at(int(SnippetKind::JavaClient));
    files += directory.filePath(QStringLiteral("Lookup.java"));
    write(files.constLast(), snippet.text.toUtf8());
    const auto run = [&](const QString &command, const QStringList &arguments) {
        QProcess process;
        process.setProcessEnvironment(environment(directory.path()));
        process.start(command, arguments);
        const bool ended = process.waitForFinished(120'000);
        const QByteArray told = process.readAllStandardError();
        if (!ended || process.exitCode() != 0)
            qWarning().noquote() << told << snippet.text;
        return process.readAllStandardOutput();
    };
    run(compiler, QStringList{QStringLiteral("-d"), directory.path()} + files);
    const QByteArray out =
        run(java, {QStringLiteral("-cp"), directory.path(), QStringLiteral("Lookup")});
    request.options.allowPartialResults = false;
    const LookupResult own = await(m_reader->lookup(request, {})).value();
    int compared = 0;
    for (const FeatureValue &feature : own.features) {
        if (feature.type.kind != DataKind::Int64 || !feature.value.isString())
            continue;
        ++compared;
        QVERIFY2(out.contains(feature.value.toString().toUtf8()), out.constData());
    }
    QVERIFY(compared > 0);
}

void TestLookupSnippets::optionsThatAClientDoesNotKnowAreNamed()
{
    LookupRequest request = nastyRequest(ApiVersion::V1);
    const auto says = [this, &request](SnippetKind kind, const char *words) {
        return m_reader->snippets(request, SnippetCredential::ApiKey)
            .at(int(kind))
            .text.contains(QLatin1String(words));
    };
    QVERIFY(!says(SnippetKind::PythonClient, "Not asked for"));
    QVERIFY(!says(SnippetKind::JavaClient, "Not asked for"));
    QVERIFY(says(SnippetKind::JavaClient, "\n// Asks for all metadata"));
    request.options.descriptions = true;
    request.options.tags = true;
    request.options.allowPartialResults = true;
    QVERIFY(says(
        SnippetKind::PythonClient,
        "\n# Not asked for, as this client cannot: descriptions, tags\n"));
    QVERIFY(says(SnippetKind::PythonClient, "allow_partial_results=True"));
    QVERIFY(says(
        SnippetKind::JavaClient, "\n// Not asked for, as this client cannot: partial results\n"));
    // Now the lookup asks for all metadata itself.
    QVERIFY(!says(SnippetKind::JavaClient, "Asks for all metadata"));
    for (const auto kind : {SnippetKind::Curl, SnippetKind::PythonRequests})
        QVERIFY(!says(kind, "Not asked for"));
    QVERIFY(!says(SnippetKind::KeywrightCli, "Always asked for"));
    request.options.names = false;
    request.options.dataTypes = false;
    QVERIFY(says(SnippetKind::KeywrightCli, "\n# Always asked for by this client: names, types\n"));
}

void TestLookupSnippets::javaIsPlainText()
{
    const QString text = m_reader->snippets(nastyRequest(ApiVersion::V1), SnippetCredential::ApiKey)
                             .at(int(SnippetKind::JavaClient))
                             .text;
    QVERIFY(text.contains(QLatin1String("joinKeys.put(\"merchant\", \"9007199254740993\");")));
    QVERIFY(text.contains(QLatin1String("requestContext.put(\"amt\", 0.1);")));
    QVERIFY(text.contains(QLatin1String("System.getenv(\"TECTON_API_KEY\")")));
    for (const QChar character : text)
        QVERIFY(character.unicode() < 0x7f);
}

void TestLookupSnippets::everyOptionOfTheCommandLine()
{
    LookupRequest request = nastyRequest(ApiVersion::V2);
    request.joinKeys.insert(QStringLiteral("gone"), QJsonValue::Null);
    request.options.descriptions = true;
    request.options.tags = true;
    request.options.allowPartialResults = true;
    request.options.readFromCache = false;
    const auto text = [this, &request] {
        return m_reader->snippets(request, SnippetCredential::ApiKey)
            .at(int(SnippetKind::KeywrightCli))
            .text;
    };
    for (const char *word :
         {"--null gone", "--descriptions", "--tags", "--partial", "--no-cache-read", "--slo",
          "--status", "--times", "--v2"})
        QVERIFY2(text().contains(QLatin1String(word)), word);
    request.options.writeToCache = false;
    QVERIFY(text().contains(QLatin1String("--no-cache ")));
}

QTEST_GUILESS_MAIN(TestLookupSnippets)
#include "tst_lookup_snippets.moc"
