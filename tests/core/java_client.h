#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>

#include <utility>

namespace keywright::test {

/// Stand-ins for the classes of Tecton's Java client that a snippet uses, for a compiler: they send
/// what the real ones would, and the answer's text is the only value of the map they return.
inline const std::pair<const char *, const char *> javaClient[] = {
    {"model/MetadataOption", R"(
public enum MetadataOption { NAME, EFFECTIVE_TIME, DATA_TYPE, SLO_INFO, ALL, NONE }
)"},
    {"request/RequestOptions", R"(
import java.util.*;
public class RequestOptions {
    public final Map<String, Object> values = new TreeMap<>();
    public RequestOptions setOption(String key, Object value) { values.put(key, value); return this; }
}
)"},
    {"request/GetFeaturesRequestData", R"(
import java.util.*;
public class GetFeaturesRequestData {
    public Map<String, String> joinKeys;
    public Map<String, Object> context;
    public GetFeaturesRequestData addJoinKeyMap(Map<String, String> map) { joinKeys = map; return this; }
    public GetFeaturesRequestData addRequestContextMap(Map<String, Object> map) { context = map; return this; }
}
)"},
    {"request/GetFeaturesRequest", R"(
import ai.tecton.client.model.MetadataOption;
import java.util.*;
public class GetFeaturesRequest {
    public final Map<String, Object> params = new TreeMap<>();
    public GetFeaturesRequest(String workspace, String service, GetFeaturesRequestData data,
                              Set<MetadataOption> metadata, RequestOptions options) {
        Map<String, Object> wanted = new TreeMap<>();
        wanted.put("include_data_types", true);
        wanted.put("include_names", true);
        wanted.put("include_slo_info", metadata.contains(MetadataOption.ALL));
        params.put("workspace_name", workspace);
        params.put("feature_service_name", service);
        params.put("join_key_map", data.joinKeys);
        params.put("request_context_map", data.context);
        params.put("metadata_options", wanted);
        params.put("request_options", options.values);
    }
}
)"},
    {"TectonClient", R"(
import ai.tecton.client.request.GetFeaturesRequest;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
public class TectonClient {
    public static class Response {
        private final String text;
        Response(String text) { this.text = text; }
        public Map<String, Object> getFeatureValuesAsMap() { return Map.of("answer", text); }
    }
    private final String url, key;
    public TectonClient(String url, String key) { this.url = url; this.key = key; }
    public Response getFeatures(GetFeaturesRequest request) {
        try {
            URL place = new URL(url + "/api/v1/feature-service/get-features");
            HttpURLConnection connection = (HttpURLConnection) place.openConnection();
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", "Tecton-key " + key);
            connection.setRequestProperty("Content-Type", "application/json");
            String body = json(Map.of("params", request.params));
            connection.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            return new Response(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (java.io.IOException problem) {
            throw new IllegalStateException(problem);
        }
    }
    public void close() {}
    private static String json(Object value) {
        if (value instanceof Map) {
            StringJoiner members = new StringJoiner(",", "{", "}");
            ((Map<?, ?>) value).forEach((name, member) -> members.add(json(name) + ":" + json(member)));
            return members.toString();
        }
        if (!(value instanceof String))
            return String.valueOf(value);
        StringBuilder text = new StringBuilder("\"");
        for (char unit : ((String) value).toCharArray())
            text.append(String.format("\\u%04x", (int) unit));
        return text.append('"').toString();
    }
}
)"},
};

/// Writes the stand-ins below `directory`; the paths of the files, empty when one was not written.
inline QStringList writeJavaClient(const QString &directory)
{
    QStringList paths;
    for (const auto &[name, text] : javaClient) {
        const QString path = QStringLiteral("ai/tecton/client/%1.java").arg(QLatin1String(name));
        const QString package = path.section(QLatin1Char('/'), 0, -2);
        QFile file(directory + QLatin1Char('/') + path);
        if (!QDir(directory).mkpath(package) || !file.open(QIODevice::WriteOnly))
            return {};
        file.write("package " + QString(package).replace(u'/', u'.').toLatin1() + ";\n" + text);
        paths += file.fileName();
    }
    return paths;
}

} // namespace keywright::test
