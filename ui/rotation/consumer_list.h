#pragma once

#include "core/rotation/rotations.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace keywright {

class Banner;

/// The places where the secret of an account is used, to be ticked off one by one.
class ConsumerList : public QWidget
{
    Q_OBJECT
public:
    /// Failures of the journal go to `banner`; both must outlive the list.
    ConsumerList(ConsumerRegister &consumers, Banner &banner, QWidget *parent = nullptr);

    void setRotation(const Rotation &rotation);
    int total() const { return m_total; }
    int ticked() const { return m_ticked; }

Q_SIGNALS:
    void changed();

private:
    void fill();
    QWidget *makeRow(const Consumer &consumer);
    void add();
    bool tell(const Result<void> &done);

    ConsumerRegister &m_consumers;
    Banner &m_banner;
    Rotation m_rotation;
    QVBoxLayout *m_column;
    QWidget *m_rows = nullptr;
    QLineEdit *m_place;
    QLineEdit *m_kind;
    int m_total = 0;
    int m_ticked = 0;
};

} // namespace keywright
