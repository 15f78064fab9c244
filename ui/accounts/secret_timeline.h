#pragma once

#include "core/base/clock.h"
#include "core/identity/client_secret.h"

#include <QWidget>

#include <memory>

namespace keywright {

/// The client secrets of an account on a time line: from their creation to their end, with today. A
/// secret without an end runs out of the picture.
class SecretTimeline : public QWidget
{
    Q_OBJECT
public:
    explicit SecretTimeline(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    /// Secrets whose creation is not known are left out; with none left the widget hides.
    void setSecrets(const QList<ClientSecret> &secrets);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Span
    {
        QDateTime from;
        QDateTime to;
    };

    Span span() const;
    double position(const QDateTime &time, const Span &span) const;
    void paintSecret(QPainter &painter, int row, const Span &span) const;
    void
    paintBar(QPainter &painter, const QRectF &area, const ClientSecret &secret, double today) const;
    void paintAxis(QPainter &painter, const Span &span) const;
    QString caption(const ClientSecret &secret) const;

    std::shared_ptr<const Clock> m_clock;
    QList<ClientSecret> m_secrets;
};

} // namespace keywright
