#include "app/sandbox/atlas/rights.h"

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

bool allows(const Grants &grants, Right right, const QString &projectId)
{
    const QStringList inProject = grants.projects.value(projectId);
    const bool owns = grants.organization.contains(u"ORG_OWNER"_s);
    const bool reads = owns || grants.organization.contains(u"ORG_READ_ONLY"_s);
    const bool ownsProject = owns || inProject.contains(u"GROUP_OWNER"_s);
    switch (right) {
    case Right::Any:
        return true;
    case Right::OrganizationMember:
        return !grants.organization.isEmpty();
    case Right::OrganizationReadOnly:
        return reads;
    case Right::OrganizationOwner:
        return owns;
    case Right::ProjectReadOnly:
        return reads || !inProject.isEmpty();
    case Right::ProjectAccessManager:
        return ownsProject || inProject.contains(u"GROUP_ACCESS_MANAGER"_s);
    case Right::ProjectOwner:
        return ownsProject;
    }
    return false;
}

bool isOrganizationRight(Right right)
{
    return right == Right::OrganizationMember || right == Right::OrganizationReadOnly ||
           right == Right::OrganizationOwner;
}

bool isProjectRight(Right right)
{
    return right != Right::Any && !isOrganizationRight(right);
}

QString roleNameOf(Right right)
{
    switch (right) {
    case Right::Any:
        return {};
    case Right::OrganizationMember:
        return u"Organization Member"_s;
    case Right::OrganizationReadOnly:
        return u"Organization Read Only"_s;
    case Right::OrganizationOwner:
        return u"Organization Owner"_s;
    case Right::ProjectReadOnly:
        return u"Project Read Only"_s;
    case Right::ProjectAccessManager:
        return u"Project Access Manager"_s;
    case Right::ProjectOwner:
        return u"Project Owner"_s;
    }
    return {};
}

} // namespace keywright::sandbox::atlas
