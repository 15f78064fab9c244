#pragma once

#include <QObject>

namespace keywright::test {

/// Holds coroutines back until they are let go.
class Gate : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void opened();
};

} // namespace keywright::test
