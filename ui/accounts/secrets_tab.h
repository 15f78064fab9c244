#pragma once

#include "core/base/clock.h"
#include "core/provider/capabilities.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QTableView;

namespace keywright {

class SecretTableModel;
class SecretTimeline;

/// The client secrets of one account. Moves that the provider would refuse are disabled and say
/// why.
class SecretsTab : public QWidget
{
    Q_OBJECT
public:
    explicit SecretsTab(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void setAccount(const ServiceAccount &account, const Capabilities &capabilities);

Q_SIGNALS:
    void createRequested();
    void rotateRequested();
    void activeRequested(const QString &secretId, bool active);
    void deleteRequested(const QString &secretId);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildLayout();
    void fitColumns();
    void updateActions();
    const ClientSecret *current() const;
    void offer(QPushButton *button, SecretAction action, const QString &secretId);
    QString rulesText() const;

    ServiceAccount m_account;
    Capabilities m_capabilities;
    SecretTableModel *m_model;
    QTableView *m_table;
    SecretTimeline *m_timeline;
    QLabel *m_rules;
    QLabel *m_reasons;
    QPushButton *m_create;
    QPushButton *m_rotate;
    QPushButton *m_activate;
    QPushButton *m_deactivate;
    QPushButton *m_delete;
};

} // namespace keywright
