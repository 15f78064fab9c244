#include "ui/accounts/confirm_twice.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct ConfirmTwiceMessages
{
    Q_DECLARE_TR_FUNCTIONS(ConfirmTwice)
};

} // namespace

ConfirmRequest ownAccountRequest(const QString &warning, const QString &actionText)
{
    ConfirmRequest request;
    request.title = ConfirmTwiceMessages::tr("The console signs in with this account");
    request.sentence = warning;
    request.actionText = ConfirmTwiceMessages::tr("%1 all the same").arg(actionText);
    request.destructive = true;
    return request;
}

void confirmTwice(
    const ConfirmRequest &request, const QString &warning, QWidget *parent, QObject *context,
    const std::function<void()> &agreed)
{
    if (warning.isEmpty())
        return confirm(request, parent, context, agreed);
    const ConfirmRequest second = ownAccountRequest(warning, request.actionText);
    confirm(request, parent, context, [second, parent, context, agreed] {
        confirm(second, parent, context, agreed);
    });
}

} // namespace keywright
