#include "ui/one_time_secret/secret_file_saver.h"

#include "core/transfer/export_file.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/dialogs/save_path_chooser.h"
#include "ui/widgets/banner.h"

#include <QDir>

#include <algorithm>

namespace keywright {

SecretFileSaver::SecretFileSaver(SavePathChooser &files, Banner &banner, QWidget *dialogParent)
    : QObject(dialogParent)
    , m_files(files)
    , m_banner(banner)
    , m_dialogParent(dialogParent)
{
}

QList<SecretFileForm> SecretFileSaver::forms()
{
    return {
        {SecretFormat::CredentialsJson, tr("Credentials JSON"), tr("JSON (*.json)"),
         QStringLiteral("json")},
        {SecretFormat::DotEnv, tr(".env"), tr("Environment file (*.env)"), QStringLiteral("env")},
        {SecretFormat::KubernetesSecret, tr("Kubernetes Secret"), tr("YAML (*.yaml *.yml)"),
         QStringLiteral("yaml")},
        {SecretFormat::Plain, tr("Plain text"), tr("Text (*.txt)"), QStringLiteral("txt")}};
}

void SecretFileSaver::save(
    SecretFormat format, const SecretContext &context, std::shared_ptr<const Secret> secret)
{
    const QList<SecretFileForm> all = forms();
    const auto form = std::find_if(all.cbegin(), all.cend(), [format](const SecretFileForm &one) {
        return one.format == format;
    });
    SavePathRequest request;
    request.title = tr("Save as %1").arg(form->name);
    request.suggestedName = suggestedFileName(format, context);
    request.nameFilter = form->filter;
    request.suffix = form->suffix;
    const Order order{format, context, std::move(secret)};
    m_files.choose(
        m_dialogParent, request, [this, order](const QString &path) { write(order, path, false); });
}

void SecretFileSaver::write(const Order &order, const QString &path, bool overwrite)
{
    const WipedBytes bytes = formatSecret(order.format, order.context, *order.secret);
    const Result<void> written = writeSecretFile(path, bytes, overwrite);
    if (written)
        m_banner.showMessage(
            Tone::Ok, tr("Saved to %1, readable by you only.").arg(QDir::toNativeSeparators(path)));
    else if (written.error().kind == ErrorKind::Conflict && !overwrite)
        confirmOverwrite(order, path, written.error().message);
    else
        m_banner.showMessage(Tone::Bad, written.error().message, written.error().hint);
}

void SecretFileSaver::confirmOverwrite(const Order &order, const QString &path, const QString &why)
{
    ConfirmRequest request;
    request.title = tr("Replace the file?");
    request.sentence = why;
    request.consequences = {tr("What is in it now will be lost.")};
    request.actionText = tr("Replace");
    request.destructive = true;
    confirm(request, m_dialogParent, this, [this, order, path] { write(order, path, true); });
}

} // namespace keywright
