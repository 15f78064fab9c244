#include "app/sandbox/seed_document.h"

#include <QFile>
#include <QJsonDocument>

// Static libraries do not register their resources by themselves, and Q_INIT_RESOURCE has to stand
// outside of any namespace.
static void initSandboxResources()
{
    Q_INIT_RESOURCE(sandbox_seed);
}

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

std::optional<QJsonObject> readSeedDocument(const QString &nameOrPath, QString *errorText)
{
    initSandboxResources();
    const bool builtIn = nameOrPath == "demo"_L1 || nameOrPath == "empty"_L1;
    QFile file(builtIn ? u":/sandbox/%1.json"_s.arg(nameOrPath) : nameOrPath);
    if (!file.open(QIODevice::ReadOnly)) {
        *errorText = u"The seed %1 cannot be read: %2"_s.arg(nameOrPath, file.errorString());
        return std::nullopt;
    }
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject()) {
        *errorText = u"The seed %1 is not a JSON object: %2"_s.arg(nameOrPath, error.errorString());
        return std::nullopt;
    }
    return document.object();
}

} // namespace keywright::sandbox
