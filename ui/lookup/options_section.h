#pragma once

#include "core/lookup/lookup_request.h"

#include <QWidget>

class QCheckBox;
class QComboBox;

namespace keywright {

class Disclosure;

/// What a lookup returns beside the values, folded away behind one line that sums it up.
class OptionsSection : public QWidget
{
    Q_OBJECT
public:
    explicit OptionsSection(QWidget *parent = nullptr);

    LookupOptions options() const;
    void setOptions(const LookupOptions &options);

private:
    QCheckBox *addCheck(const QString &text, bool checked);
    void summarize();

    Disclosure *m_disclosure;
    QCheckBox *m_names;
    QCheckBox *m_types;
    QCheckBox *m_times;
    QCheckBox *m_slo;
    QCheckBox *m_status;
    QCheckBox *m_descriptions;
    QCheckBox *m_tags;
    QCheckBox *m_readCache;
    QCheckBox *m_writeCache;
    QCheckBox *m_partial;
    QComboBox *m_version;
};

} // namespace keywright
