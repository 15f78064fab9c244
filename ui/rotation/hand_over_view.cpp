#include "ui/rotation/hand_over_view.h"

#include "ui/one_time_secret/clipboard_guard.h"
#include "ui/one_time_secret/clipboard_note.h"
#include "ui/one_time_secret/secret_file_saver.h"
#include "ui/rotation/consumer_list.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

#include <QBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace keywright {

HandOverView::HandOverView(
    ConsumerRegister &consumers, ClipboardGuard &clipboard, SavePathChooser &files, Banner &banner,
    QWidget *parent)
    : QWidget(parent)
    , m_copy(makeButton(tr("Copy"), ButtonVariant::Secondary, this))
    , m_saver(new SecretFileSaver(files, banner, this))
    , m_consumers(new ConsumerList(consumers, banner, this))
{
    auto *menu = new QMenu(this);
    for (const SecretFileForm &form : SecretFileSaver::forms()) {
        menu->addAction(form.name, this, [this, format = form.format] {
            m_saver->save(format, m_context, m_secret);
        });
    }
    m_save = makeMenuButton(tr("Save as…"), menu, this);
    auto *note = new ClipboardNote(clipboard, this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::SpaceSm);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_save);
    buttons->addStretch(1);
    auto *card = new Card(tr("Give the new secret to its consumers"), this);
    card->body()->addLayout(buttons);
    card->body()->addWidget(note);
    card->body()->addWidget(m_consumers);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(card);
    connect(m_copy, &QPushButton::clicked, this, [this, note, &clipboard] {
        note->start();
        clipboard.copy(*m_secret);
    });
    setSecret({}, nullptr);
}

void HandOverView::setRotation(const Rotation &rotation)
{
    m_consumers->setRotation(rotation);
}

void HandOverView::setSecret(SecretContext context, std::shared_ptr<const Secret> secret)
{
    m_context = std::move(context);
    m_secret = std::move(secret);
    m_copy->setEnabled(m_secret != nullptr);
    m_save->setEnabled(m_secret != nullptr);
}

QWidget *HandOverView::firstField() const
{
    return m_copy;
}

} // namespace keywright
