#include "ui/unfinished/unfinished_banner.h"

#include "ui/theme/metrics.h"
#include "ui/unfinished/unfinished_dialog.h"
#include "ui/unfinished/unfinished_text.h"
#include "ui/widgets/banner.h"

#include <QBoxLayout>
#include <QEvent>

#include <utility>

namespace keywright {

UnfinishedBanner::UnfinishedBanner(UnfinishedSecrets &secrets, QWidget *parent)
    : QWidget(parent)
    , m_secrets(secrets)
    , m_banner(new Banner(this))
    , m_notice(new Banner(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceXs, metrics::SpaceLg, metrics::SpaceSm);
    column->setSpacing(metrics::SpaceXs);
    for (Banner *banner : {m_banner, m_notice}) {
        column->addWidget(banner);
        banner->installEventFilter(this);
    }
    hide();
    connect(m_banner, &Banner::actionTriggered, this, &UnfinishedBanner::act);
    connect(m_banner, &Banner::otherTriggered, this, [this] {
        if (m_shown.size() == 1)
            m_secrets.keep(UnfinishedSecret(m_shown.first()));
    });
    connect(m_banner, &Banner::dismissed, this, [this] {
        if (m_shown.isEmpty())
            m_secrets.putProblemOff();
        else
            m_secrets.putOff();
    });
    connect(&secrets, &UnfinishedSecrets::changed, this, &UnfinishedBanner::update);
    connect(m_notice, &Banner::dismissed, this, [this] {
        if (std::exchange(m_read, std::nullopt))
            m_secrets.dropNotice();
        else
            showNotice();
    });
    connect(&secrets, &UnfinishedSecrets::failed, m_notice, [this](const Error &error) {
        m_read.reset();
        m_notice->showMessage(Tone::Bad, error.message, error.hint);
    });
    connect(&secrets, &UnfinishedSecrets::succeeded, m_notice, [this](const QString &sentence) {
        m_read.reset();
        m_notice->showMessage(Tone::Ok, sentence);
    });
    update();
}

void UnfinishedBanner::showNotice()
{
    if (m_secrets.notices().isEmpty() || !m_notice->isHidden())
        return;
    m_read = m_secrets.notices().first();
    m_notice->showMessage(Tone::Neutral, m_read->text, m_read->hint);
}

void UnfinishedBanner::update()
{
    showNotice();
    const QList<UnfinishedSecret> open = m_secrets.secrets();
    const std::optional<Error> problem = m_secrets.problem();
    if (open == m_shown && !open.isEmpty())
        return;
    m_shown = open;
    if (open.size() == 1) {
        showOne(open.first());
    } else if (!open.isEmpty()) {
        m_banner->showMessage(
            Tone::Warn,
            tr("%1 secrets were asked for, and nobody said that they arrived.").arg(open.size()),
            {}, tr("Show them"));
    } else if (problem) {
        m_banner->showMessage(
            Tone::Warn,
            tr("What became of secrets that were being created is not known yet: %1")
                .arg(problem->message),
            problem->hint, tr("Retry"));
    } else {
        m_banner->dismiss();
    }
}

void UnfinishedBanner::showOne(const UnfinishedSecret &secret)
{
    m_banner->showMessage(
        secret.creation.fate == CreationFate::Open ? Tone::Neutral : Tone::Warn,
        fateText(secret.creation), fateHint(secret.creation), remedyText(secret));
    if (secret.creation.fate == CreationFate::Lost)
        m_banner->offerOther(tr("Keep"));
}

void UnfinishedBanner::act()
{
    if (m_shown.isEmpty())
        return m_secrets.checkAll();
    if (m_shown.size() == 1)
        return remedy(UnfinishedSecret(m_shown.first()));
    listAll();
}

void UnfinishedBanner::listAll()
{
    auto *dialog = new UnfinishedDialog(m_secrets, this);
    connect(dialog, &UnfinishedDialog::remedyRequested, this, &UnfinishedBanner::remedy);
    dialog->open();
}

void UnfinishedBanner::remedy(const UnfinishedSecret &secret)
{
    if (secret.creation.fate == CreationFate::Kept) {
        const auto show = [this, secret](std::shared_ptr<const Secret> value) {
            Q_EMIT showRequested(secret, std::move(value));
        };
        return m_secrets.take(secret, show);
    }
    if (secret.creation.fate == CreationFate::Several)
        return listAll();
    if (secret.creation.fate == CreationFate::Open)
        return m_secrets.check(secret.connectionId);
    confirm(
        cleanUpRequest(secret), this, &m_secrets, [this, secret] { m_secrets.cleanUp(secret); });
}

/// The room around the banners comes and goes with them.
bool UnfinishedBanner::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent)
        setVisible(!m_banner->isHidden() || !m_notice->isHidden());
    return QWidget::eventFilter(watched, event);
}

} // namespace keywright
