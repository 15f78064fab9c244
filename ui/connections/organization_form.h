#pragma once

#include "core/connection/connection.h"
#include "core/provider/provider_factory.h"

#include <QWidget>

class QLineEdit;

namespace keywright {

class FormField;

/// Which organization a connection works on, and whether on one project only. Hidden for providers
/// that have no organizations.
class OrganizationForm : public QWidget
{
    Q_OBJECT
public:
    explicit OrganizationForm(QWidget *parent = nullptr);

    /// What was typed stays.
    void setProvider(const ProviderChoice &provider);
    void setConnection(const Connection &connection);
    /// Writes both ids into `connection`. Wrong input is named beside its field, and the answer is
    /// false.
    bool fill(Connection &connection);
    /// Shows an error that belongs to one of these fields; false when it belongs elsewhere.
    bool showError(const Error &error);
    QWidget *lastField() const;

private:
    bool check(const QLineEdit *editor, const QString &name);

    ProviderChoice m_provider;
    QLineEdit *m_organization;
    FormField *m_organizationField;
    QLineEdit *m_project;
    FormField *m_projectField;
};

} // namespace keywright
