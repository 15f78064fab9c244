#include "ui/lookup/options_section.h"

#include "ui/lookup/lookup_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/disclosure.h"
#include "ui/widgets/form_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QVBoxLayout>

namespace keywright {

OptionsSection::OptionsSection(QWidget *parent)
    : QWidget(parent)
    , m_disclosure(new Disclosure(tr("Options")))
{
    m_disclosure->body()->setSpacing(metrics::SpaceXs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_disclosure);

    const LookupOptions defaults;
    m_names = addCheck(tr("Names"), defaults.names);
    m_types = addCheck(tr("Types"), defaults.dataTypes);
    m_times = addCheck(tr("Effective times"), defaults.effectiveTimes);
    m_slo = addCheck(tr("SLO information"), defaults.sloInfo);
    m_status = addCheck(tr("Serving status"), defaults.servingStatus);
    m_descriptions = addCheck(tr("Descriptions"), defaults.descriptions);
    m_tags = addCheck(tr("Tags"), defaults.tags);
    m_readCache = addCheck(tr("Read from cache"), defaults.readFromCache);
    m_writeCache = addCheck(tr("Write to cache"), defaults.writeToCache);
    m_partial = addCheck(tr("Allow partial results"), defaults.allowPartialResults);
    m_version = new QComboBox;
    m_version->addItem(QStringLiteral("v1"), int(ApiVersion::V1));
    m_version->addItem(QStringLiteral("v2"), int(ApiVersion::V2));
    m_disclosure->body()->addWidget(new FormField(tr("API version"), m_version));

    connect(m_version, &QComboBox::currentIndexChanged, this, &OptionsSection::summarize);
    summarize();
}

QCheckBox *OptionsSection::addCheck(const QString &text, bool checked)
{
    auto *check = new QCheckBox(text);
    check->setChecked(checked);
    m_disclosure->body()->addWidget(check);
    connect(check, &QCheckBox::toggled, this, &OptionsSection::summarize);
    return check;
}

LookupOptions OptionsSection::options() const
{
    LookupOptions options;
    options.names = m_names->isChecked();
    options.dataTypes = m_types->isChecked();
    options.effectiveTimes = m_times->isChecked();
    options.sloInfo = m_slo->isChecked();
    options.servingStatus = m_status->isChecked();
    options.descriptions = m_descriptions->isChecked();
    options.tags = m_tags->isChecked();
    options.readFromCache = m_readCache->isChecked();
    options.writeToCache = m_writeCache->isChecked();
    options.allowPartialResults = m_partial->isChecked();
    options.apiVersion = ApiVersion(m_version->currentData().toInt());
    return options;
}

void OptionsSection::setOptions(const LookupOptions &options)
{
    m_names->setChecked(options.names);
    m_types->setChecked(options.dataTypes);
    m_times->setChecked(options.effectiveTimes);
    m_slo->setChecked(options.sloInfo);
    m_status->setChecked(options.servingStatus);
    m_descriptions->setChecked(options.descriptions);
    m_tags->setChecked(options.tags);
    m_readCache->setChecked(options.readFromCache);
    m_writeCache->setChecked(options.writeToCache);
    m_partial->setChecked(options.allowPartialResults);
    m_version->setCurrentIndex(m_version->findData(int(options.apiVersion)));
}

void OptionsSection::summarize()
{
    m_disclosure->setSummary(optionsSummary(options()));
}

} // namespace keywright
