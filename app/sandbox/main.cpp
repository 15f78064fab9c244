#include "app/sandbox/command_line.h"
#include "app/sandbox/sandbox.h"
#include "app/sandbox/stop_request.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>

using namespace keywright::sandbox;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const CommandLine commandLine = parseCommandLine(QCoreApplication::arguments());
    if (!commandLine.options) {
        std::fputs(qUtf8Printable(commandLine.text), commandLine.exitStatus == 0 ? stdout : stderr);
        return commandLine.exitStatus;
    }
    const StopRequest stopRequest;
    Sandbox sandbox(*commandLine.options);
    QString errorText;
    if (!sandbox.start(&errorText)) {
        std::fprintf(stderr, "keywright-sandbox: %s\n", qUtf8Printable(errorText));
        return 1;
    }
    const QByteArray line = QJsonDocument(toJson(sandbox.info())).toJson(QJsonDocument::Compact);
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
    stopRequest.wait();
    return 0;
}
