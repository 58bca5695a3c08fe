using Assay.Web.Access;
using Assay.Web.Api;
using Assay.Web.Communities;
using Assay.Web.Isolation;
using Assay.Web.Jobs;
using Assay.Web.Pages;
using Assay.Web.Pages.Packages;
using Assay.Web.Pages.Search;
using Assay.Web.Reports;

namespace Assay.Web.Hosting;

/// <summary>Puts the portal together: its parts, what every request goes through, and the addresses.</summary>
public static class Portal
{
    /// <summary>Builds the server without starting it; throws <see cref="StartupException"/> when it cannot do its work with these settings.</summary>
    /// <param name="args">Settings of the command line.</param>
    /// <param name="configure">Changes to the services, for tests.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("ASSAY_").AddCommandLine(args);
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Services.Configure<PortalOptions>(builder.Configuration.GetSection(PortalOptions.Section));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DataDirectory>();
        builder.Services.AddSingleton<PortalCommunities>();
        builder.Services.AddSingleton<Judging>();
        builder.Services.AddSingleton<ReportLibrary>();
        builder.Services.AddSingleton<PackageFiles>();
        builder.Services.AddSingleton<IsolatedRun>();
        AccessArea.Add(builder.Services);
        JobArea.Add(builder.Services);
        PackageArea.Add(builder.Services);
        SearchArea.Add(builder.Services);
        ApiArea.Add(builder.Services);
        OperationArea.Add(builder);
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        StartupCheck.Run(app.Services);
        OperationArea.Use(app);
        app.UseMiddleware<ServerTiming>();
        app.UseMiddleware<SecurityHeaders>();
        ErrorPages.Use(app);
        app.UseRouting();
        AccessArea.Use(app);
        SiteAssets.Map(app);
        AccessArea.Map(app);
        SearchArea.Map(app);
        JobArea.Map(app);
        PackageArea.Map(app);
        ApiArea.Map(app);
        OperationArea.Map(app);
        return app;
    }
}
