#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace keywright {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal on the event loop. One object per process, in
/// main(); the former handlers come back when it is destroyed. On systems without these signals it
/// does nothing.
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void requested();

private:
    void drain();

    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace keywright
