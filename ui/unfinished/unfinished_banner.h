#pragma once

#include "ui/unfinished/unfinished_secrets.h"

#include <QWidget>

namespace keywright {

class Banner;

/// Tells on a page of secrets that did not reach anybody, and leads to what can be done. Takes no
/// room while there is nothing to tell.
class UnfinishedBanner : public QWidget
{
    Q_OBJECT
public:
    /// `secrets` must outlive the banner.
    explicit UnfinishedBanner(UnfinishedSecrets &secrets, QWidget *parent = nullptr);

Q_SIGNALS:
    /// To be shown as a new secret is; it is in nobody else's hands now.
    void showRequested(
        const keywright::UnfinishedSecret &secret, std::shared_ptr<const keywright::Secret> value);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void update();
    void showNotice();
    void showOne(const UnfinishedSecret &secret);
    void act();
    void remedy(const UnfinishedSecret &secret);
    void listAll();

    UnfinishedSecrets &m_secrets;
    Banner *m_banner;
    Banner *m_notice; ///< what happened, beside what is to do
    QList<UnfinishedSecret> m_shown;
    std::optional<UnfinishedNotice> m_read; ///< stands on m_notice
};

} // namespace keywright
