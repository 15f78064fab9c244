#pragma once

#include "core/rotation/rotations.h"
#include "core/transfer/secret_formats.h"

#include <QWidget>

class QPushButton;

namespace keywright {

class Banner;
class ClipboardGuard;
class ConsumerList;
class SavePathChooser;
class SecretFileSaver;

/// The new secret, to be given to everything that uses the old one.
class HandOverView : public QWidget
{
    Q_OBJECT
public:
    /// Messages go to `banner`; all must outlive the view.
    HandOverView(
        ConsumerRegister &consumers, ClipboardGuard &clipboard, SavePathChooser &files,
        Banner &banner, QWidget *parent = nullptr);

    void setRotation(const Rotation &rotation);
    void setSecret(SecretContext context, std::shared_ptr<const Secret> secret);
    ConsumerList &consumers() const { return *m_consumers; }
    QWidget *firstField() const;

private:
    SecretContext m_context;
    std::shared_ptr<const Secret> m_secret;
    QPushButton *m_copy;
    QPushButton *m_save;
    SecretFileSaver *m_saver;
    ConsumerList *m_consumers;
};

} // namespace keywright
