#include "core/provider/tecton/tecton_snippets.h"

#include "core/lookup/code_literal.h"
#include "core/provider/tecton/tecton_serving_json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace keywright::tecton {

namespace {

struct TectonSnippetsMessages
{
    Q_DECLARE_TR_FUNCTIONS(TectonSnippets)
};

/// The name of the environment variable that stands for the credential.
QString variable(SnippetCredential credential)
{
    return credential == SnippetCredential::ApiKey ? QStringLiteral("TECTON_API_KEY")
                                                   : QStringLiteral("TECTON_ACCESS_TOKEN");
}

QString scheme(SnippetCredential credential)
{
    return credential == SnippetCredential::ApiKey ? QStringLiteral("Tecton-key")
                                                   : QStringLiteral("Bearer");
}

/// How to fill the placeholder, as a comment in the language of the snippet.
QString placeholderComment(SnippetCredential credential, const QString &mark)
{
    const QString text =
        credential == SnippetCredential::ApiKey
            ? TectonSnippetsMessages::tr("Needs the API key in the environment: TECTON_API_KEY")
            : TectonSnippetsMessages::tr(
                  "Needs an access token in the environment: TECTON_ACCESS_TOKEN");
    return mark + QLatin1Char(' ') + text + QLatin1Char('\n');
}

/// Says what the lookup asks for and the code below does not, as a comment.
QString leftOutComment(const QStringList &options, const QString &mark)
{
    if (options.isEmpty())
        return {};
    const QString text = TectonSnippetsMessages::tr("Not asked for, as this client cannot: %1");
    return mark + QLatin1Char(' ') + text.arg(options.join(QStringLiteral(", "))) +
           QLatin1Char('\n');
}

QString encoded(const QUrl &url)
{
    return QString::fromLatin1(url.toEncoded());
}

QString curlText(const LookupRequest &request, const SnippetTarget &target)
{
    const QByteArray body = QJsonDocument(lookupBody(request)).toJson(QJsonDocument::Compact);
    // The header comes from standard input, as arguments can be seen by every process.
    return placeholderComment(target.credential, QStringLiteral("#")) +
           QStringLiteral("curl --silent --show-error --fail-with-body --header @- ") +
           QStringLiteral("--header 'Content-Type: application/json' \\\n  --data-raw ") +
           shellWord(QString::fromUtf8(body)) + QStringLiteral(" \\\n  ") +
           shellWord(encoded(target.lookupUrl)) + QStringLiteral(" <<END\nAuthorization: ") +
           scheme(target.credential) + QStringLiteral(" $") + variable(target.credential) +
           QStringLiteral("\nEND\n");
}

QString requestsText(const LookupRequest &request, const SnippetTarget &target)
{
    return placeholderComment(target.credential, QStringLiteral("#")) +
           QStringLiteral("import os\n\nimport requests\n\nresponse = requests.post(\n    ") +
           pythonLiteral(encoded(target.lookupUrl)) +
           QStringLiteral(",\n    headers={\"Authorization\": \"") + scheme(target.credential) +
           QStringLiteral(" \" + os.environ[\"") + variable(target.credential) +
           QStringLiteral("\"]},\n    json=") + pythonLiteral(lookupBody(request), 1) +
           QStringLiteral(",\n    timeout=10,\n)\nresponse.raise_for_status()\n"
                          "print(response.json())\n");
}

QString pythonLeftOut(const LookupOptions &options)
{
    QStringList leftOut;
    if (options.descriptions)
        leftOut += TectonSnippetsMessages::tr("descriptions");
    if (options.tags)
        leftOut += TectonSnippetsMessages::tr("tags");
    return leftOutComment(leftOut, QStringLiteral("#"));
}

QString pythonClientText(const LookupRequest &request, const SnippetTarget &target)
{
    const LookupOptions &options = request.options;
    QStringList arguments{
        QStringLiteral("workspace_name=") + pythonLiteral(request.workspace),
        QStringLiteral("feature_service_name=") + pythonLiteral(request.featureService)};
    if (!request.joinKeys.isEmpty())
        arguments += QStringLiteral("join_key_map=") + pythonLiteral(request.joinKeys, 1);
    if (!request.requestContext.isEmpty())
        arguments +=
            QStringLiteral("request_context_map=") + pythonLiteral(request.requestContext, 1);
    arguments += QStringLiteral("metadata_options=MetadataOptions(include_names=") +
                 pythonLiteral(options.names) + QStringLiteral(", include_data_types=") +
                 pythonLiteral(options.dataTypes) + QStringLiteral(", include_effective_times=") +
                 pythonLiteral(options.effectiveTimes) + QStringLiteral(", include_slo_info=") +
                 pythonLiteral(options.sloInfo) + QStringLiteral(", include_serving_status=") +
                 pythonLiteral(options.servingStatus) + QLatin1Char(')');
    arguments += QStringLiteral("request_options=RequestOptions(read_from_cache=") +
                 pythonLiteral(options.readFromCache) + QStringLiteral(", write_to_cache=") +
                 pythonLiteral(options.writeToCache) + QLatin1Char(')');
    if (options.allowPartialResults)
        arguments += QStringLiteral("allow_partial_results=True");
    return placeholderComment(target.credential, QStringLiteral("#")) + pythonLeftOut(options) +
           QStringLiteral("import os\n\nfrom tecton_client import MetadataOptions, RequestOptions, "
                          "TectonClient\n\nclient = TectonClient(url=") +
           pythonLiteral(encoded(target.baseUrl)) +
           QStringLiteral(", api_key=os.environ[\"TECTON_API_KEY\"])\n"
                          "features = client.get_features(\n    ") +
           arguments.join(QStringLiteral(",\n    ")) +
           QStringLiteral(",\n)\nprint(features.result.features)\n");
}

bool needsAllMetadata(const LookupOptions &options)
{
    return options.servingStatus || options.descriptions || options.tags;
}

/// What the client asks for otherwise than the lookup does, as comments.
QString javaDifferences(const LookupOptions &options)
{
    const bool wantsAll = options.names && options.dataTypes && options.effectiveTimes &&
                          options.sloInfo && options.servingStatus && options.descriptions &&
                          options.tags;
    QString comments;
    if (needsAllMetadata(options) && !wantsAll)
        comments = QStringLiteral("// ") +
                   TectonSnippetsMessages::tr(
                       "Asks for all metadata, as this client has no words for the serving status, "
                       "descriptions or tags alone") +
                   QLatin1Char('\n');
    QStringList leftOut;
    if (options.allowPartialResults)
        leftOut += TectonSnippetsMessages::tr("partial results");
    return comments + leftOutComment(leftOut, QStringLiteral("//"));
}

QString javaMetadata(const LookupOptions &options)
{
    QStringList wanted;
    if (needsAllMetadata(options))
        return QStringLiteral("MetadataOption.ALL");
    if (options.names)
        wanted += QStringLiteral("MetadataOption.NAME");
    if (options.dataTypes)
        wanted += QStringLiteral("MetadataOption.DATA_TYPE");
    if (options.effectiveTimes)
        wanted += QStringLiteral("MetadataOption.EFFECTIVE_TIME");
    if (options.sloInfo)
        wanted += QStringLiteral("MetadataOption.SLO_INFO");
    return wanted.isEmpty() ? QStringLiteral("MetadataOption.NONE")
                            : wanted.join(QStringLiteral(", "));
}

QString javaText(const LookupRequest &request, const SnippetTarget &target)
{
    QString maps;
    const auto addMap =
        [&maps](const QString &declaration, const QString &name, const QJsonObject &values) {
            maps += QStringLiteral("        ") + declaration + QLatin1Char('\n');
            for (auto it = values.begin(); it != values.end(); ++it)
                maps += QStringLiteral("        ") + name + QStringLiteral(".put(") +
                        javaLiteral(it.key()) + QStringLiteral(", ") + javaLiteral(it.value()) +
                        QStringLiteral(");\n");
        };
    QString data = QStringLiteral("new GetFeaturesRequestData()");
    if (!request.joinKeys.isEmpty()) {
        addMap(
            QStringLiteral("Map<String, String> joinKeys = new HashMap<>();"),
            QStringLiteral("joinKeys"), request.joinKeys);
        data += QStringLiteral(".addJoinKeyMap(joinKeys)");
    }
    if (!request.requestContext.isEmpty()) {
        addMap(
            QStringLiteral("Map<String, Object> requestContext = new HashMap<>();"),
            QStringLiteral("requestContext"), request.requestContext);
        data += QStringLiteral(".addRequestContextMap(requestContext)");
    }
    return placeholderComment(target.credential, QStringLiteral("//")) +
           javaDifferences(request.options) +
           QStringLiteral("import ai.tecton.client.TectonClient;\n"
                          "import ai.tecton.client.model.MetadataOption;\n"
                          "import ai.tecton.client.request.GetFeaturesRequest;\n"
                          "import ai.tecton.client.request.GetFeaturesRequestData;\n"
                          "import ai.tecton.client.request.RequestOptions;\n"
                          "import java.util.*;\n\n"
                          "public class Lookup {\n"
                          "    public static void main(String[] arguments) {\n"
                          "        TectonClient client =\n            new TectonClient(") +
           javaLiteral(encoded(target.baseUrl)) +
           QStringLiteral(", System.getenv(\"TECTON_API_KEY\"));\n") + maps +
           QStringLiteral("        GetFeaturesRequestData data = ") + data +
           QStringLiteral(";\n        Set<MetadataOption> metadata = new "
                          "HashSet<>(Arrays.asList(") +
           javaMetadata(request.options) +
           QStringLiteral("));\n        RequestOptions options = new RequestOptions()"
                          ".setOption(\"readFromCache\", ") +
           javaLiteral(request.options.readFromCache) +
           QStringLiteral(").setOption(\"writeToCache\", ") +
           javaLiteral(request.options.writeToCache) +
           QStringLiteral(");\n        GetFeaturesRequest request = new GetFeaturesRequest(\n"
                          "            ") +
           javaLiteral(request.workspace) + QStringLiteral(", ") +
           javaLiteral(request.featureService) +
           QStringLiteral(", data, metadata, options);\n"
                          "        System.out.println("
                          "client.getFeatures(request).getFeatureValuesAsMap());\n"
                          "        client.close();\n    }\n}\n");
}

QString argumentText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return numberLiteral(value.toDouble());
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QStringList cliValues(const QJsonObject &values, const QString &option)
{
    QStringList words;
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (it.value().isNull())
            words += QStringLiteral("--null ") + shellWord(it.key());
        else
            words += option + QLatin1Char(' ') +
                     shellWord(it.key() + QLatin1Char('=') + argumentText(it.value()));
    }
    return words;
}

QStringList cliFlags(const LookupOptions &options)
{
    QStringList flags;
    const auto add = [&flags](bool wanted, const char *flag) {
        if (wanted)
            flags += QLatin1String(flag);
    };
    add(options.sloInfo, "--slo");
    add(options.servingStatus, "--status");
    add(options.effectiveTimes, "--times");
    add(options.descriptions, "--descriptions");
    add(options.tags, "--tags");
    add(options.allowPartialResults, "--partial");
    add(!options.readFromCache && !options.writeToCache, "--no-cache");
    add(!options.readFromCache && options.writeToCache, "--no-cache-read");
    add(options.readFromCache && !options.writeToCache, "--no-cache-write");
    add(options.apiVersion == ApiVersion::V2, "--v2");
    return flags;
}

/// What the command asks for although the lookup does not, as a comment.
QString cliAskedAnyway(const LookupOptions &options)
{
    QStringList asked;
    if (!options.names)
        asked += TectonSnippetsMessages::tr("names");
    if (!options.dataTypes)
        asked += TectonSnippetsMessages::tr("types");
    if (asked.isEmpty())
        return {};
    const QString text = TectonSnippetsMessages::tr("Always asked for by this client: %1");
    return QStringLiteral("# ") + text.arg(asked.join(QStringLiteral(", "))) + QLatin1Char('\n');
}

QString cliText(const LookupRequest &request, const SnippetTarget &target)
{
    const bool isKey = target.credential == SnippetCredential::ApiKey;
    const QString comment =
        isKey ? placeholderComment(target.credential, QStringLiteral("#"))
              : QStringLiteral("# ") +
                    TectonSnippetsMessages::tr(
                        "Needs the client secret in the environment: KEYWRIGHT_CLIENT_ID, "
                        "KEYWRIGHT_CLIENT_SECRET and KEYWRIGHT_TOKEN_URL") +
                    QLatin1Char('\n');
    QStringList words{
        (isKey ? QStringLiteral("TECTON_URL=") : QStringLiteral("KEYWRIGHT_URL=")) +
            shellWord(encoded(target.baseUrl)) + QStringLiteral(" keywright-cli lookup"),
        shellWord(request.workspace + QLatin1Char('/') + request.featureService)};
    words += cliValues(request.joinKeys, QStringLiteral("--key"));
    words += cliValues(request.requestContext, QStringLiteral("--context"));
    words += cliFlags(request.options);
    return comment + cliAskedAnyway(request.options) + words.join(QLatin1Char(' ')) +
           QLatin1Char('\n');
}

QString whyNoVendorClient(const LookupRequest &request, const SnippetTarget &target)
{
    if (target.credential == SnippetCredential::AccessToken)
        return TectonSnippetsMessages::tr("Tecton’s own clients take API keys only.");
    if (request.options.apiVersion == ApiVersion::V2)
        return TectonSnippetsMessages::tr("Tecton’s own clients know the v1 path only.");
    return {};
}

} // namespace

QList<LookupSnippet> lookupSnippets(const LookupRequest &request, const SnippetTarget &target)
{
    const QString noClient = whyNoVendorClient(request, target);
    const auto ifClient = [&noClient](const QString &text) {
        return noClient.isEmpty() ? text : QString();
    };
    return {
        {SnippetKind::Curl, QStringLiteral("curl"), curlText(request, target), {}},
        {SnippetKind::PythonRequests,
         TectonSnippetsMessages::tr("Python (requests)"),
         requestsText(request, target),
         {}},
        {SnippetKind::PythonClient, TectonSnippetsMessages::tr("Python (Tecton’s client)"),
         ifClient(pythonClientText(request, target)), noClient},
        {SnippetKind::JavaClient, TectonSnippetsMessages::tr("Java (Tecton’s client)"),
         ifClient(javaText(request, target)), noClient},
        {SnippetKind::KeywrightCli, QStringLiteral("keywright-cli"), cliText(request, target), {}},
    };
}

} // namespace keywright::tecton
