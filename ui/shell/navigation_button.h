#pragma once

#include <QIcon>
#include <QPushButton>

namespace keywright {

/// One entry of the navigation: icon, name, and a count when something waits there.
class NavigationButton : public QPushButton
{
    Q_OBJECT
public:
    NavigationButton(
        const QString &id, const QString &title, const QString &iconName,
        QWidget *parent = nullptr);

    QString id() const { return m_id; }
    bool isCurrent() const { return m_current; }
    void setCurrent(bool current);
    void setBadge(int count);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    QString m_id;
    QString m_title;
    QIcon m_symbol;
    int m_badge = 0;
    bool m_current = false;
};

} // namespace keywright
