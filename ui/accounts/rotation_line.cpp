#include "ui/accounts/rotation_line.h"

#include "ui/rotation/rotation_text.h"
#include "ui/widgets/banner.h"

#include <QBoxLayout>

namespace keywright {

RotationLine::RotationLine(const RotationServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_banner(new Banner(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_banner);
    m_banner->setDismissible(false);
    connect(m_banner, &Banner::actionTriggered, this, [this] { rotate(m_key); });
    connect(&services.desk, &RotationDesk::changed, this, &RotationLine::update);
    hide();
}

void RotationLine::setAccount(const AccountKey &key)
{
    m_key = key;
    update();
}

void RotationLine::update()
{
    const auto rotation = m_services.desk.underWay(m_key.connectionId, m_key.accountId);
    setVisible(rotation.has_value());
    if (rotation && m_banner->text() != progressText(*rotation))
        m_banner->showMessage(Tone::Accent, progressText(*rotation), {}, tr("Continue"));
}

void RotationLine::rotate(const AccountKey &key)
{
    const auto session = m_services.desk.inventory().session(key.connectionId);
    // A successor leads to the account that it replaces.
    const auto rotation = m_services.desk.underWay(key.connectionId, key.accountId);
    const ServiceAccount *account = m_services.desk.inventory().find(
        key.connectionId, rotation ? rotation->accountId : key.accountId);
    if (!session || !account)
        return;
    auto *dialog = new RotationDialog(m_services, session, *account, this);
    dialog->begin();
}

} // namespace keywright
