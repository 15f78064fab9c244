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
    /// What stands above the bar, in one or two lines.
    QStringList captions(const ClientSecret &secret) const;
    /// All that the picture tells of a secret, in words.
    QString spoken(const ClientSecret &secret) const;
    /// Where the row begins; for the number of secrets: where the axis does.
    int topOf(qsizetype row) const;

    std::shared_ptr<const Clock> m_clock;
    QList<ClientSecret> m_secrets;
};

} // namespace keywright
