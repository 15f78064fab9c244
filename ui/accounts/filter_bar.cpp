#include "ui/accounts/filter_bar.h"

#include "ui/accounts/account_table_model.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>

namespace keywright {

namespace {

/// Above and below the chips, which are lower than the field beside them.
constexpr int ChipMargin = 3;

} // namespace

FilterBar::FilterBar(AccountTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_edit(new QLineEdit(this))
    , m_count(makeLabel({}, TextStyle::Note, this))
{
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setPlaceholderText(tr("Filter by name, id or description"));
    m_edit->setClearButtonEnabled(true);
    m_edit->setMinimumWidth(180);
    m_edit->setMaximumWidth(260);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceSm + 2, metrics::SpaceLg, metrics::SpaceSm + 2);
    row->setSpacing(6);
    row->addWidget(m_edit, 1, Qt::AlignTop);
    // They go on in a second line where the window is narrow.
    auto *chips = new FlowLayout;
    chips->setContentsMargins(0, ChipMargin, 0, ChipMargin);
    chips->setSpacing(2 * ChipMargin);
    row->addLayout(chips);
    const QStringList words{
        tr("Active"), tr("Deactivated"), tr("OAuth"), tr("API key"), tr("No roles")};
    for (const QString &word : words) {
        auto *chip = new Chip(word, this);
        m_chips.push_back(chip);
        chips->addWidget(chip);
        connect(chip, &Chip::toggled, this, &FilterBar::apply);
    }
    addSystemManaged(*chips);
    m_count->setMinimumHeight(metrics::FieldHeight);
    row->addStretch(1);
    row->addWidget(m_count, 0, Qt::AlignTop);
    connect(m_edit, &QLineEdit::textChanged, this, &FilterBar::apply);
    connect(&model, &QAbstractItemModel::modelReset, this, &FilterBar::showCounts);
    connect(&model, &AccountTableModel::countsChanged, this, &FilterBar::showCounts);
    connect(&model, &AccountTableModel::connectionsChanged, this, &FilterBar::showOffers);
    showOffers();
}

void FilterBar::addSystemManaged(QLayout &chips)
{
    m_systemManaged = new Chip(tr("System-managed"), this);
    m_systemManaged->setToolTip(tr("List the accounts that the system made for itself as well"));
    chips.addWidget(m_systemManaged);
    connect(m_systemManaged, &Chip::toggled, this, &FilterBar::systemManagedChosen);
}

void FilterBar::showOffers()
{
    m_telling = m_model.tellingFlags();
    m_systemManaged->setVisible(m_model.offersSystemManaged());
    showCounts();
}

void FilterBar::clear()
{
    const QSignalBlocker edit(m_edit);
    m_edit->clear();
    for (Chip *chip : m_chips) {
        const QSignalBlocker blocker(chip);
        chip->setChecked(false);
    }
    apply();
}

quint16 FilterBar::chosen() const
{
    quint16 chips = 0;
    for (std::size_t i = 0; i < m_chips.size(); ++i)
        chips |= m_chips[i]->isChecked() ? static_cast<quint16>(1u << i) : 0;
    return chips;
}

void FilterBar::apply()
{
    m_model.setFilter(m_edit->text(), chosen());
}

void FilterBar::showCounts()
{
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        const int count = m_model.chipCount(static_cast<int>(i));
        m_chips[i]->setCount(count);
        // A chip that would find nothing, or everything, is only in the way.
        const bool telling = (m_telling >> i) & 1;
        m_chips[i]->setVisible((telling && count > 0) || m_chips[i]->isChecked());
    }
    const QLocale locale;
    const int total = m_model.total();
    const QString listed = locale.toString(m_model.rowCount());
    m_count->setText(
        total == 1 ? tr("%1 of 1 account").arg(listed)
                   : tr("%1 of %Ln accounts", nullptr, total).arg(listed));
    m_count->setVisible(total > 0);
}

void FilterBar::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.background);
}

} // namespace keywright
