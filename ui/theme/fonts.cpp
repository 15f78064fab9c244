#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QStringList>

namespace keywright::fonts {

namespace {

QFont sans(int pixels, QFont::Weight weight = QFont::Normal)
{
    // Inter where it is installed, otherwise what the desktop uses. Naming both lets Qt's matching
    // decide, without listing every installed font at start.
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    QStringList families = font.families();
    families.removeAll(QStringLiteral("Inter"));
    families.prepend(QStringLiteral("Inter"));
    font.setFamilies(families);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

} // namespace

QFont body()
{
    return sans(13);
}

QFont strong()
{
    return sans(13, QFont::DemiBold);
}

QFont secondary()
{
    return sans(12);
}

QFont label()
{
    return sans(12, QFont::DemiBold);
}

QFont section()
{
    return sans(14, QFont::DemiBold);
}

QFont title()
{
    return sans(18, QFont::DemiBold);
}

QFont figure()
{
    return sans(24, QFont::DemiBold);
}

QFont mono()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(12);
    return font;
}

} // namespace keywright::fonts
