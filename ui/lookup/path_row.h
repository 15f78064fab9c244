#pragma once

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/form_field.h"

#include <QFontMetrics>
#include <QGridLayout>
#include <QPushButton>

namespace keywright {

/// A field for a path, and beside its editor the button that opens a file dialog.
inline QLayout *makePathRow(FormField *field, QPushButton *browse)
{
    auto *row = new QGridLayout;
    row->setHorizontalSpacing(metrics::SpaceSm);
    row->setVerticalSpacing(0);
    row->setRowMinimumHeight(0, QFontMetrics(fonts::label()).height() + metrics::SpaceXs);
    row->setRowStretch(2, 1);
    row->addWidget(field, 0, 0, 3, 1);
    row->addWidget(browse, 1, 1);
    return row;
}

} // namespace keywright
