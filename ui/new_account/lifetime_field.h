#pragma once

#include "core/base/clock.h"
#include "core/provider/capabilities.h"
#include "ui/widgets/form_field.h"

#include <memory>

class QComboBox;

namespace keywright {

/// How long a new client secret is to live: presets within the provider's limits, and the day it
/// will end.
class LifetimeField : public FormField
{
    Q_OBJECT
public:
    explicit LifetimeField(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void setRules(const ExpiryRules &rules);
    /// 0 when the provider has no limits to choose within.
    int hours() const;

    /// The lifetimes to offer, in hours, ascending.
    static QList<int> choices(const ExpiryRules &rules);

private:
    void showEnd();

    std::shared_ptr<const Clock> m_clock;
    QComboBox *m_box;
};

} // namespace keywright
