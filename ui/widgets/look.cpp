#include "ui/widgets/look.h"

#include "ui/widgets/text.h"

#include <QFrame>
#include <QVariant>

namespace keywright {

namespace {

QString nameOf(Look look)
{
    switch (look) {
    case Look::Detail:
        return QStringLiteral("detail");
    case Look::Box:
        return QStringLiteral("box");
    case Look::Line:
        return QStringLiteral("line");
    case Look::Surface:
        break;
    }
    return QStringLiteral("surface");
}

} // namespace

void setLook(QFrame *frame, Look look)
{
    frame->setProperty("look", nameOf(look));
    repolish(frame);
}

} // namespace keywright
