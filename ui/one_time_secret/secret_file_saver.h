#pragma once

#include "core/transfer/secret_formats.h"

#include <QObject>

#include <memory>

class QWidget;

namespace keywright {

class Banner;
class SavePathChooser;

/// What a form of a secret file is called.
struct SecretFileForm
{
    SecretFormat format;
    QString name;   ///< "Credentials JSON"
    QString filter; ///< of the file dialog
    QString suffix;
};

/// Saves secrets where the person wants them: readable by the owner only, whole or not at all, and
/// never over an existing file without asking.
class SecretFileSaver : public QObject
{
    Q_OBJECT
public:
    /// Dialogs cover the window of `dialogParent`, messages go to `banner`; all must outlive this
    /// object.
    SecretFileSaver(SavePathChooser &files, Banner &banner, QWidget *dialogParent);

    static QList<SecretFileForm> forms();
    void
    save(SecretFormat format, const SecretContext &context, std::shared_ptr<const Secret> secret);

private:
    struct Order
    {
        SecretFormat format;
        SecretContext context;
        std::shared_ptr<const Secret> secret;
    };

    void write(const Order &order, const QString &path, bool overwrite);
    void confirmOverwrite(const Order &order, const QString &path, const QString &why);

    SavePathChooser &m_files;
    Banner &m_banner;
    QWidget *m_dialogParent;
};

} // namespace keywright
