#include "core/provider/projects.h"

#include "app/cli/account_json.h"
#include "app/cli/commands/commands.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/accounts/project_actions.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct MemberOptions
{
    std::string account;
    std::string project;
    std::vector<std::string> roles;
    bool ownAccount = false;
};

/// A session whose provider has projects.
Async<std::shared_ptr<Session>> openWithProjects(Context cli)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (session && !(*session)->provider()->projects())
        co_return failure(notOffered(
            (*session)->connection(), tr("projects"),
            tr("Its roles are granted in workspaces: see keywright-cli roles.")));
    co_return session;
}

QCoro::Task<int> listAll(Context cli)
{
    Result<std::shared_ptr<Session>> session = co_await openWithProjects(cli);
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<QList<Project>> projects = co_await provider->projects()->list(cli->cancelToken());
    if (!projects)
        co_return cli->output().fail(projects.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const Project &project : std::as_const(*projects)) {
        documents.append(QJsonObject{
            {QStringLiteral("id"), project.id},
            {QStringLiteral("name"), project.name},
            {QStringLiteral("orgId"), project.organizationId},
            {QStringLiteral("clusterCount"), project.clusterCount},
            {QStringLiteral("createdAt"), timeJson(project.createdAt)}});
        rows +=
            {project.id, project.name, QString::number(project.clusterCount),
             timeText(project.createdAt)};
    }
    if (cli->output().isJson())
        cli->output().document(documents);
    else
        cli->output().table({tr("ID"), tr("NAME"), tr("CLUSTERS"), tr("CREATED")}, rows);
    co_return Done;
}

QCoro::Task<int> listOf(Context cli, QString accountId)
{
    Result<std::shared_ptr<Session>> session = co_await openWithProjects(cli);
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<QList<ProjectMembership>> memberships =
        co_await provider->projects()->projectsOf(accountId, cli->cancelToken());
    if (!memberships)
        co_return cli->output().fail(memberships.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const ProjectMembership &membership : std::as_const(*memberships)) {
        documents.append(QJsonObject{
            {QStringLiteral("projectId"), membership.projectId},
            {QStringLiteral("roles"), QJsonArray::fromStringList(membership.roles)}});
        rows += {membership.projectId, membership.roles.join(QStringLiteral(", "))};
    }
    if (cli->output().isJson())
        cli->output().document(documents);
    else
        cli->output().table({tr("PROJECT"), tr("ROLES")}, rows);
    co_return Done;
}

void reportMember(const Output &output, const MemberOptions &options, const QString &sentence)
{
    if (output.isJson())
        output.document(QJsonObject{
            {QStringLiteral("id"), qt(options.account)},
            {QStringLiteral("projectId"), qt(options.project)}});
    output.note(sentence);
}

QCoro::Task<int> invite(Context cli, std::shared_ptr<const MemberOptions> options)
{
    QStringList roles;
    for (const std::string &role : options->roles)
        roles += qt(role);
    Result<std::shared_ptr<Session>> session = co_await openWithProjects(cli);
    if (!session)
        co_return cli->output().fail(session.error());
    Result<void> invited = co_await ProjectActions::invite(
        *session, qt(options->account), qt(options->project), roles, cli->cancelToken());
    if (!invited)
        co_return cli->output().fail(invited.error());
    reportMember(
        cli->output(), *options,
        tr("%1 belongs to the project %2 now.").arg(qt(options->account), qt(options->project)));
    co_return Done;
}

QCoro::Task<int> removeMember(Context cli, std::shared_ptr<const MemberOptions> options)
{
    Result<std::shared_ptr<Session>> session = co_await openWithProjects(cli);
    if (!session)
        co_return cli->output().fail(session.error());
    Result<void> allowed =
        co_await checkOwnAccount(cli, *session, qt(options->account), options->ownAccount);
    if (!allowed)
        co_return cli->output().fail(allowed.error());
    cli->output().note((*session)->provider()->projects()->removalMeaning());
    Result<void> removed = co_await ProjectActions::remove(
        *session, qt(options->account), qt(options->project), cli->cancelToken());
    if (!removed)
        co_return cli->output().fail(removed.error());
    reportMember(
        cli->output(), *options,
        tr("Removed %1 from the project %2.").arg(qt(options->account), qt(options->project)));
    co_return Done;
}

void addProjectList(CLI::App &group, Command &chosen)
{
    const auto account = std::make_shared<std::string>();
    CLI::App *verb = group.add_subcommand("list", "All projects, or those of one account");
    verb->add_option("ID", *account, "Service account id");
    verb->callback([account, &chosen] {
        chosen = [account](const Context &cli) {
            return account->empty() ? listAll(cli) : listOf(cli, qt(*account));
        };
    });
}

void addInvite(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<MemberOptions>();
    CLI::App *verb =
        group.add_subcommand("invite", "Let an account of the organization into a project");
    verb->add_option("ID", options->account, "Service account id")->required();
    verb->add_option("--project", options->project, "Project id")->required();
    verb->add_option("--role", options->roles, "Role in the project; repeatable")
        ->required()
        ->allow_extra_args(false)
        ->take_all();
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return invite(cli, options);
        };
    });
}

void addRemove(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<MemberOptions>();
    CLI::App *verb = group.add_subcommand(
        "remove", "Take an account out of a project; it stays in the organization");
    verb->add_option("ID", options->account, "Service account id")->required();
    verb->add_option("--project", options->project, "Project id")->required();
    verb->add_flag(ownAccountOption, options->ownAccount, ownAccountHelp);
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return removeMember(cli, options);
        };
    });
}

} // namespace

void addProjectCommands(CLI::App &app, Command &chosen)
{
    CLI::App *group = app.add_subcommand("projects", "Projects and the accounts in them");
    group->require_subcommand(1);
    addProjectList(*group, chosen);
    addInvite(*group, chosen);
    addRemove(*group, chosen);
}

} // namespace keywright::cli
