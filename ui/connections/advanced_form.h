#pragma once

#include "core/base/error.h"
#include "core/connection/connection.h"

#include <QWidget>

class QLineEdit;
class QSpinBox;

namespace keywright {

class Disclosure;
class FormField;
class PathTable;

/// How a connection reaches its server, folded away: few people need it.
class AdvancedForm : public QWidget
{
    Q_OBJECT
public:
    explicit AdvancedForm(QWidget *parent = nullptr);

    void setConnection(const Connection &connection);
    /// Whether the provider's paths can be overridden. Rows that were entered stay.
    void setHasPaths(bool hasPaths);
    /// Writes proxy, CA file, time-outs and paths into `connection`. Wrong input is named beside
    /// its field, the section opens, and the answer is false.
    bool fill(Connection &connection);
    /// Shows an error that belongs to one of these fields; false when it belongs elsewhere.
    bool showError(const Error &error);

private:
    QSpinBox *addSeconds(const QString &name);
    QWidget *buildCaFile();
    void chooseCaFile();
    bool fillProxy(TransportOptions &transport);
    bool fillCaFile(TransportOptions &transport);

    Disclosure *m_disclosure;
    QLineEdit *m_proxy;
    FormField *m_proxyField;
    QLineEdit *m_caFile;
    FormField *m_caFileField;
    QSpinBox *m_connectTimeout;
    QSpinBox *m_transferTimeout;
    QSpinBox *m_deadline;
    PathTable *m_paths;
    bool m_hasPaths = true;
};

} // namespace keywright
