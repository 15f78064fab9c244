#include "app/console/console.h"
#include "core/base/process_hardening.h"
#include "core/base/termination_signals.h"

#include <QApplication>

#include <utility>

using namespace keywright;
using namespace keywright::console;

int main(int argc, char **argv)
{
    hardenProcess();
    const auto arguments = readArguments(argc, argv, Console::pageIds());
    if (const int *status = std::get_if<int>(&arguments))
        return *status;
    const auto &options = std::get<ConsoleOptions>(arguments);
    confineQtSettings(options);

    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("keywright"));
    QApplication::setApplicationDisplayName(QStringLiteral("Keywright"));
    QApplication::setApplicationVersion(QStringLiteral(KEYWRIGHT_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("keywright"));

    TerminationSignals termination;
    // The first signal asks, as closing the window does; the second does not.
    QObject::connect(
        &termination, &TerminationSignals::requested, &application, [asked = false]() mutable {
            if (std::exchange(asked, true))
                QCoreApplication::exit(0);
            else
                QCoreApplication::quit();
        });
    Console console(application, options);
    console.show();
    const int status = QApplication::exec();
    console.cleanUp();
    return status;
}
