#include "ui/connections/advanced_form.h"

#include "ui/connections/path_table.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/form_field.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace keywright {

namespace {

constexpr int longestSeconds = 600;

std::chrono::milliseconds fromSeconds(const QSpinBox *box)
{
    return std::chrono::seconds(box->value());
}

int toSeconds(std::chrono::milliseconds time)
{
    return int(std::chrono::ceil<std::chrono::seconds>(time).count());
}

} // namespace

AdvancedForm::AdvancedForm(QWidget *parent)
    : QWidget(parent)
    , m_disclosure(new Disclosure(tr("Advanced")))
    , m_proxy(new QLineEdit)
    , m_proxyField(new FormField(tr("Proxy"), m_proxy))
    , m_caFile(new QLineEdit)
    , m_paths(new PathTable)
{
    m_proxy->setPlaceholderText(tr("System settings, or http://proxy.example:3128"));
    m_proxyField->setHint(tr("Without user name and password: they are not kept here"));
    m_disclosure->body()->addWidget(m_proxyField);
    m_disclosure->body()->addWidget(buildCaFile());
    m_connectTimeout = addSeconds(tr("Time to connect"));
    m_transferTimeout = addSeconds(tr("Time without progress"));
    m_deadline = addSeconds(tr("Time for a whole call"));
    m_disclosure->body()->addWidget(m_paths);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_disclosure);
    connect(m_proxy, &QLineEdit::textEdited, m_proxyField, &FormField::clearError);
    connect(m_caFile, &QLineEdit::textEdited, m_caFileField, &FormField::clearError);
}

QSpinBox *AdvancedForm::addSeconds(const QString &name)
{
    auto *box = new QSpinBox;
    box->setRange(1, longestSeconds);
    box->setSuffix(tr(" s"));
    m_disclosure->body()->addWidget(new FormField(name, box));
    return box;
}

QWidget *AdvancedForm::buildCaFile()
{
    m_caFileField = new FormField(tr("CA file"), m_caFile);
    m_caFileField->setHint(tr("PEM file with further certificate authorities to trust"));
    auto *browse = makeButton(tr("Browse"));
    connect(browse, &QPushButton::clicked, this, &AdvancedForm::chooseCaFile);
    auto *row = new QWidget;
    auto *layout = new QGridLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(metrics::SpaceSm);
    layout->addWidget(m_caFileField, 0, 0);
    layout->addWidget(browse, 0, 1);
    return row;
}

void AdvancedForm::chooseCaFile()
{
    auto *dialog = new QFileDialog(window(), tr("Choose the CA file"), m_caFile->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, m_caFile, &QLineEdit::setText);
    dialog->open();
}

void AdvancedForm::setConnection(const Connection &connection)
{
    const TransportOptions &transport = connection.transport;
    m_proxy->setText(transport.proxy.toString());
    m_caFile->setText(transport.caFile);
    m_connectTimeout->setValue(toSeconds(transport.connectTimeout));
    m_transferTimeout->setValue(toSeconds(transport.transferTimeout));
    m_deadline->setValue(toSeconds(transport.deadline));
    m_paths->setPaths(connection.paths);
}

void AdvancedForm::setHasPaths(bool hasPaths)
{
    m_hasPaths = hasPaths;
    m_paths->setVisible(hasPaths);
}

bool AdvancedForm::fillProxy(TransportOptions &transport)
{
    const QString text = m_proxy->text().trimmed();
    transport.proxy = QUrl(text, QUrl::StrictMode);
    if (text.isEmpty())
        return true;
    const QString scheme = transport.proxy.scheme();
    const bool known = scheme == QLatin1String("http") || scheme == QLatin1String("socks5");
    if (!known || transport.proxy.host().isEmpty()) {
        m_proxyField->setError(tr("Write it like http://proxy.example:3128 or socks5://…"));
        return false;
    }
    if (!transport.proxy.userInfo().isEmpty()) {
        m_proxyField->setError(
            tr("Leave user name and password out: connections are saved as plain text, and a "
               "proxy that asks for them is not supported. Use one that lets this computer "
               "through, for example a forwarder on it."));
        return false;
    }
    return true;
}

bool AdvancedForm::fillCaFile(TransportOptions &transport)
{
    transport.caFile = m_caFile->text().trimmed();
    if (transport.caFile.isEmpty() || QFileInfo(transport.caFile).isReadable())
        return true;
    m_caFileField->setError(tr("This file cannot be read"));
    return false;
}

bool AdvancedForm::fill(Connection &connection)
{
    TransportOptions &transport = connection.transport;
    const bool proxyFine = fillProxy(transport);
    const bool caFileFine = fillCaFile(transport);
    const bool pathsFine = !m_hasPaths || m_paths->check();
    transport.connectTimeout = fromSeconds(m_connectTimeout);
    transport.transferTimeout = fromSeconds(m_transferTimeout);
    transport.deadline = fromSeconds(m_deadline);
    connection.paths = m_hasPaths ? m_paths->paths() : QMap<QString, QString>();
    const bool fine = proxyFine && caFileFine && pathsFine;
    if (!fine)
        m_disclosure->setOpen(true);
    return fine;
}

bool AdvancedForm::showError(const Error &error)
{
    if (error.field != QLatin1String("proxy"))
        return false;
    m_proxyField->setError(error.message);
    m_disclosure->setOpen(true);
    return true;
}

} // namespace keywright
