#include "ui/new_account/keychain_choice.h"

#include "core/base/deliver.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>

namespace keywright {
namespace {

QString noteOn(const Result<KeychainState> &state)
{
    if (!state)
        return state.error().message;
    switch (*state) {
    case KeychainState::Locked:
        return KeychainChoice::tr("The keychain is locked. You will be asked to unlock it.");
    case KeychainState::Missing:
        return KeychainChoice::tr(
            "There is no keychain on this system. Copy or save the secret when it is shown.");
    case KeychainState::NotAnswering:
        return KeychainChoice::tr(
            "The keychain does not answer. Copy or save the secret when it is shown.");
    case KeychainState::Unlocked:
        break;
    }
    return {};
}

} // namespace

KeychainChoice::KeychainChoice(QWidget *parent)
    : QWidget(parent)
    , m_box(new QCheckBox(tr("Store in keychain"), this))
    , m_note(makeLabel({}, TextStyle::Note, this))
{
    m_box->setAccessibleName(tr("Store in keychain"));
    m_box->setChecked(true);
    m_note->setWordWrap(true);
    m_note->hide();
    setTone(m_note, Tone::Warn);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceXs);
    column->addWidget(m_box);
    column->addWidget(m_note);
    // Not clicked(): assistive technology toggles without a click.
    connect(m_box, &QCheckBox::toggled, this, [this](bool checked) { m_choice = checked; });
}

void KeychainChoice::probe(const std::shared_ptr<CredentialStore> &keychain)
{
    deliver(keychain->probe(), this, [this](const Result<KeychainState> &state) { tell(state); });
}

bool KeychainChoice::isChosen() const
{
    return m_box->isChecked();
}

void KeychainChoice::tell(const Result<KeychainState> &state)
{
    const QString note = noteOn(state);
    const bool usable =
        state && (*state == KeychainState::Unlocked || *state == KeychainState::Locked);
    const bool missing = state && *state == KeychainState::Missing;
    {
        // What the answer suggests is not what the person chose, and the choice stands.
        const QSignalBlocker blocker(m_box);
        m_box->setChecked(m_choice.value_or(usable) && !missing);
    }
    m_box->setEnabled(!missing);
    m_box->setAccessibleDescription(note);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

} // namespace keywright
